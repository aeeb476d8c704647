/** Texts in notations that carry what the readers know in other marks, written in those that they read. */
@NullMarked
package io.fragmortem.snapshot.notation;

import org.jspecify.annotations.NullMarked;
