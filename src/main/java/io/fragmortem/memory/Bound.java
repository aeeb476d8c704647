package io.fragmortem.memory;

/**
 * A limit with its bytes.
 *
 * @param limit whose limit
 * @param bytes more than 0
 */
public record Bound(Limit limit, double bytes) {}
