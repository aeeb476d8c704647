/**
 * Redis's memory model: what a field means in which version, where every byte of RSS went, which numbers contradict each
 * other, what MEMORY DOCTOR would have said. Never decides what matters.
 */
@NullMarked
package io.fragmortem.memory;

import org.jspecify.annotations.NullMarked;
