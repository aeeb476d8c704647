package io.fragmortem.snapshot.time;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds a moment in the name of a file or of a folder above it: {@code info-everything-2026-11-22T085341Z.txt}. */
final class NameTimes {

    private NameTimes() {}

    /** The moment nearest to the end of the path; a moment with a clock wins over a bare date. */
    public static Optional<TimeText> in(String name) {
        String path = name.replace('\\', '/').replace('!', '/');
        Optional<TimeText> bareDate = Optional.empty();
        int end = path.length();
        while (end > 0) {
            int start = path.lastIndexOf('/', end - 1) + 1;
            Optional<TimeText> found = inSegment(path.substring(start, end));
            if (found.isPresent() && hasClock(found.get())) {
                return found;
            }
            bareDate = bareDate.isPresent() ? bareDate : found;
            end = start - 1;
        }
        return bareDate;
    }

    /** InfoNames of temporary folders and hashes hold digits enough for a time in micro- or nanoseconds; nobody types these. */
    private static final int LONG_RUN = 16;

    private static boolean hasClock(TimeText time) {
        return time.shape() == TimeText.Shape.EPOCH || time.microsOfDay() != 0;
    }

    private static Optional<TimeText> inSegment(String segment) {
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        Optional<TimeText> bareDate = Optional.empty();
        for (int i = 0; i < bytes.length; i++) {
            boolean starts = isDigit(bytes[i]) && (i == 0 || !isDigit(bytes[i - 1]));
            if (starts && digits(bytes, i) < LONG_RUN) {
                TimeText time = new TimeText();
                boolean found = time.parse(bytes, i, bytes.length)
                        && (time.shape() == TimeText.Shape.EPOCH || time.shape() == TimeText.Shape.DATE_TIME);
                if (found && hasClock(time)) {
                    return Optional.of(time);
                }
                bareDate = bareDate.isEmpty() && found ? Optional.of(time) : bareDate;
            }
        }
        return bareDate;
    }

    private static int digits(byte[] bytes, int from) {
        int to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        return to - from;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
