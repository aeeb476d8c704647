package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.text.Utf8;
import java.util.List;
import java.util.Optional;

/** What stands in a file of answers where a server gave none: redis-cli's own errors. Those of the server are a format. */
public final class Refusals {

    /** What capture.sh says where there is no redis-cli, and redis-cli where a password is wrong. */
    private static final List<String> BEGINNINGS = List.of("no redis-cli here", "AUTH failed: ");

    /** Lines that are looked at. */
    private static final int MOST_LINES = 1000;

    private Refusals() {}

    /** The first of them in the beginning of a stream, as it may be shown. */
    public static Optional<String> in(byte[] head) {
        return new Head(Utf8.text(head, head.length))
                .lines(MOST_LINES).stream()
                        .map(String::strip)
                        .filter(line -> Openers.isUnreachable(line)
                                || BEGINNINGS.stream().anyMatch(line::startsWith))
                        .map(Text::shown)
                        .findFirst();
    }
}
