/**
 * Takes one line that nothing stands in front of any more, gives what it holds: names of fields with their values in any
 * notation, numbers as people write them, titles of sections, questions at a prompt. Never knows the lines around it.
 */
@NullMarked
package io.fragmortem.snapshot.info.line;

import org.jspecify.annotations.NullMarked;
