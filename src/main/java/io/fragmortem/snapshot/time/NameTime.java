package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.source.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time of a stream that states none inside: the one in its name, else its modification time. */
public final class NameTime {

    private static final Pattern FULL = Pattern.compile("(?<!\\d)(20\\d\\d)[-_.]?(\\d\\d)[-_.]?(\\d\\d)[-_T .]{0,1}"
            + "(\\d\\d)[-_:.h]?(\\d\\d)(?:[-_:.m]?(\\d\\d))?(Z)?(?!\\d)");
    private static final Pattern EPOCH = Pattern.compile("(?<!\\d)(1\\d{9})(?!\\d)");

    private NameTime() {}

    /** The best time for the stream as a whole. */
    public static Stamp of(Entry entry, LocalTimes local) {
        String name = entry.name()
                .substring(Math.max(entry.name().lastIndexOf('/'), entry.name().lastIndexOf('!')) + 1);
        Matcher full = FULL.matcher(name);
        if (full.find()) {
            int second = full.group(6) == null ? 0 : Integer.parseInt(full.group(6));
            long micros = Times.local(
                    number(full, 1), number(full, 2), number(full, 3), number(full, 4), number(full, 5), second);
            if (micros != Times.NONE) {
                long utc = full.group(7) == null ? local.epochMicros(micros) : micros;
                return new Stamp(utc, TimeSource.FILE_NAME);
            }
        }
        Matcher epoch = EPOCH.matcher(name);
        if (epoch.find()) {
            return new Stamp(Long.parseLong(epoch.group(1)) * 1_000_000, TimeSource.FILE_NAME);
        }
        return entry.modifiedMicros().isPresent()
                ? new Stamp(entry.modifiedMicros().getAsLong(), TimeSource.FILE_MODIFIED)
                : Stamp.NONE;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
