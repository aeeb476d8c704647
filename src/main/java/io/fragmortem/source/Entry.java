package io.fragmortem.source;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * One readable stream. It is read at most once and closed by whoever visits it.
 *
 * @param name as the user would recognise it: the path given, relative parts below it, {@code archive!entry}
 * @param modifiedMicros when the file or archive entry was last modified, microseconds since the epoch
 * @param stream the decompressed bytes
 */
public record Entry(String name, OptionalLong modifiedMicros, InputStream stream) {}
