/**
 * Takes what the operating system, the container engine and the server's own files say: /proc, control groups, free, ps,
 * top, docker stats, redis.conf, CONFIG GET, the head of RDB files; gives samples and exhibits.
 */
@NullMarked
package io.fragmortem.snapshot.system;

import org.jspecify.annotations.NullMarked;
