/**
 * Takes what the server says about its own memory beside INFO: MEMORY STATS, MEMORY DOCTOR, MEMORY MALLOC-STATS, CLIENT
 * LIST and the memory modes of redis-cli; gives samples and exhibits.
 */
@NullMarked
package io.fragmortem.snapshot.replies;

import org.jspecify.annotations.NullMarked;
