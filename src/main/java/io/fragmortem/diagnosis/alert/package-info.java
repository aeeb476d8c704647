/** Alert rules that would have told of what was found, each tried on the capture that it comes from. */
@NullMarked
package io.fragmortem.diagnosis.alert;

import org.jspecify.annotations.NullMarked;
