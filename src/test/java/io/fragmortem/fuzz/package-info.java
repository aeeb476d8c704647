/**
 * What any bytes may do to the program, and mutations that find such bytes: short and with fixed seeds in the ordinary tests, guided by
 * coverage and as long as wanted by {@code src/fuzz/fuzz}.
 */
@org.jspecify.annotations.NullMarked
package io.fragmortem.fuzz;
