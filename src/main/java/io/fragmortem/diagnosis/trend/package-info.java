/** Takes the memory model of one instance, gives what the statistics say of its series: trends, changes, forecasts. Never says what they mean. */
@NullMarked
package io.fragmortem.diagnosis.trend;

import org.jspecify.annotations.NullMarked;
