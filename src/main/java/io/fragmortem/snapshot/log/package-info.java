/**
 * Takes logs of servers (Redis, Valkey, KeyDB, every prefix since 2.2) and of the kernel, whose lines {@code line} frees of their
 * carriers; knows the messages that matter for memory and gives events, and samples from the lines that state numbers.
 */
@NullMarked
package io.fragmortem.snapshot.log;

import org.jspecify.annotations.NullMarked;
