package io.fragmortem.snapshot.time.clock;

import io.fragmortem.snapshot.time.TimeText;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Finds a moment in the name of a file or of a folder above it: {@code info-everything-2026-11-22T085341Z.txt},
 * {@code 20240105-1112/redis.info}, {@code dump_1714557600.txt}, {@code 22-Nov-2026_0841.log}.
 */
final class FileNameTime {

    /** Names of temporary folders and hashes hold digits enough for a time in micro- or nanoseconds; nobody types these. */
    private static final int LONG_RUN = 16;

    private FileNameTime() {}

    /** The moment nearest to the end of the path; a moment with a clock wins over a bare date. Null when there is none. */
    static @Nullable TimeText in(String name) {
        String path = name.replace('\\', '/').replace('!', '/');
        TimeText bareDate = null;
        int end = path.length();
        while (end > 0) {
            int start = path.lastIndexOf('/', end - 1) + 1;
            TimeText found = inSegment(path.substring(start, end));
            if (found != null && found.hasClock()) {
                return found;
            }
            bareDate = bareDate == null ? found : bareDate;
            end = start - 1;
        }
        return bareDate;
    }

    private static @Nullable TimeText inSegment(String segment) {
        TimeText bareDate = null;
        for (int i = 0; i < segment.length(); i++) {
            if (startsPart(segment, i)) {
                TimeText time = new TimeText();
                boolean found = time.parseName(segment, i);
                if (found && time.hasClock()) {
                    return time;
                }
                bareDate = bareDate == null && found ? time : bareDate;
            }
        }
        return bareDate;
    }

    private static boolean startsPart(String segment, int i) {
        boolean digit = isDigit(segment, i);
        if (digit) {
            return !isDigit(segment, i - 1) && digits(segment, i) < LONG_RUN;
        }
        return Character.isLetter(segment.charAt(i)) && (i == 0 || !Character.isLetter(segment.charAt(i - 1)));
    }

    /** The year in the last part of a path: {@code redis-2023.log}, {@code redis.log-202311}. */
    static OptionalInt year(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        for (int i = 0; i < file.length(); i++) {
            int digits = isDigit(file, i - 1) ? 0 : digits(file, i);
            if (digits >= 4 && digits <= 8 && file.startsWith("20", i) && file.charAt(i + 2) <= '4') {
                return OptionalInt.of(Integer.parseInt(file.substring(i, i + 4)));
            }
        }
        return OptionalInt.empty();
    }

    private static int digits(String text, int from) {
        int to = from;
        while (isDigit(text, to)) {
            to++;
        }
        return to - from;
    }

    private static boolean isDigit(String text, int i) {
        return i >= 0 && i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
}
