package io.fragmortem.source;

/**
 * A stream that could not be opened or not be read to its end.
 *
 * @param name of the stream
 * @param reason for people: what was found and what was expected
 */
public record Problem(String name, String reason) {}
