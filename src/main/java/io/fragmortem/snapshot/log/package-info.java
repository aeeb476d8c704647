/**
 * Takes logs of servers (Redis, Valkey, KeyDB, every prefix since 2.2) and of the kernel, through docker, compose,
 * Kubernetes, syslog or journald; gives events, and samples from the lines that state numbers of memory.
 */
@NullMarked
package io.fragmortem.snapshot.log;

import org.jspecify.annotations.NullMarked;
