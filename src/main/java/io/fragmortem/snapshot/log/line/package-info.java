/**
 * Takes a line of a log as it was saved, gives it without what carried it here (docker, compose, Kubernetes, syslog, journald),
 * what the carriers said of time and speaker, and the parts of a server's own line. Never knows what a message means.
 */
@NullMarked
package io.fragmortem.snapshot.log.line;

import org.jspecify.annotations.NullMarked;
