package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises lines that people and scripts put before what they save:
 *
 * <pre>
 * ### 2026-11-22T08:35:34+00:00 epoch=1795336534.024 at peak
 * ==== 2026-11-22 08:35:34 ====
 * 1795336534
 * Sun Nov 22 08:35:34 UTC 2026
 * </pre>
 */
public final class TimeLine {

    private static final int MAX = 160;
    private static final Pattern EPOCH = Pattern.compile("\\bepoch=(\\d{10})(?:\\.(\\d{1,6}))?");
    private static final Pattern DATE = Pattern.compile(
            "^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +(?:(\\d{1,2}) +([A-Z][a-z]{2})"
                    + "|([A-Z][a-z]{2}) +(\\d{1,2}))(?: +(\\d{4}))? +(\\d{1,2}):(\\d\\d):(\\d\\d)(?: +([AP]M))?(?: +([A-Z]{2,5}))?(?: +(\\d{4}))?$");

    private TimeLine() {}

    /** The moment that the line states, empty when the line is something else. */
    public static Optional<Stamp> parse(String line, LocalTimes local) {
        if (line.length() > MAX) {
            return Optional.empty();
        }
        boolean marked = line.startsWith("###") || line.startsWith("===") || line.startsWith("---");
        if (marked) {
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.find()) {
                return Optional.of(new Stamp(micros(epoch.group(1), epoch.group(2)), TimeSource.STATED));
            }
        }
        String bare = strip(line);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        char first = bare.charAt(0);
        if (first >= '0' && first <= '9') {
            return number(bare, marked, local);
        }
        return first >= 'A' && first <= 'Z' ? date(bare, local) : Optional.empty();
    }

    private static String strip(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && " #=-[*>".indexOf(line.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " #=-]*".indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        return line.substring(from, to);
    }

    private static Optional<Stamp> number(String bare, boolean marked, LocalTimes local) {
        Times.Prefix iso = Times.isoPrefix(bare, 0, bare.length());
        if (iso.moment().exists() && (iso.end() == bare.length() || (marked && bare.charAt(iso.end()) == ' '))) {
            return Optional.of(stamp(iso.moment(), local));
        }
        return Times.epoch(bare) == Times.NONE
                ? Optional.empty()
                : Optional.of(new Stamp(Times.epoch(bare), TimeSource.STATED));
    }

    /** The stamp of a time that may lack its zone. */
    public static Stamp stamp(Times.Moment moment, LocalTimes local) {
        return moment.zoned()
                ? new Stamp(moment.micros(), TimeSource.STATED)
                : new Stamp(local.epochMicros(moment.micros()), TimeSource.ZONE_ASSUMED);
    }

    private static Optional<Stamp> date(String bare, LocalTimes local) {
        Matcher m = DATE.matcher(bare);
        if (!m.matches() || (m.group(5) == null && m.group(11) == null)) {
            return Optional.empty();
        }
        int day = Integer.parseInt(m.group(1) != null ? m.group(1) : m.group(4));
        int month = Times.month(m.group(2) != null ? m.group(2) : m.group(3), 0);
        int year = Integer.parseInt(m.group(5) != null ? m.group(5) : m.group(11));
        int hour = Integer.parseInt(m.group(6));
        if (m.group(9) != null) {
            hour = hour % 12 + (m.group(9).equals("PM") ? 12 : 0);
        }
        long micros = Times.local(year, month, day, hour, Integer.parseInt(m.group(7)), Integer.parseInt(m.group(8)));
        if (micros == Times.NONE) {
            return Optional.empty();
        }
        boolean utc =
                m.group(10) != null && (m.group(10).equals("UTC") || m.group(10).equals("GMT"));
        return Optional.of(stamp(new Times.Moment(micros, utc), local));
    }

    private static long micros(String seconds, String fraction) {
        String digits = fraction == null ? "" : fraction;
        return Long.parseLong(seconds) * 1_000_000 + Long.parseLong((digits + "000000").substring(0, 6));
    }
}
