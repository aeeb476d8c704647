/** Named numbers that something is decided by, each with unit and origin, and the values that hold. */
@NullMarked
package io.fragmortem.diagnosis.threshold;

import org.jspecify.annotations.NullMarked;
