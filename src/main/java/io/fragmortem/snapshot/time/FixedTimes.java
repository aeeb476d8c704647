package io.fragmortem.snapshot.time;

/**
 * The two forms of which logs and tables hold millions, read at fixed places and without the grammar of {@link TimeText},
 * which reads the same from them: {@code 2024-05-01T10:00:00.5+02:00} and the three letters of an English month.
 */
public final class FixedTimes {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private FixedTimes() {}

    /** Month 1 to 12 of its three English letters, 0 for anything else. */
    public static int month(CharSequence s, int at) {
        if (at + 3 > s.length()) {
            return 0;
        }
        for (int m = 0; m < 36; m += 3) {
            if (s.charAt(at) == MONTHS.charAt(m)
                    && s.charAt(at + 1) == MONTHS.charAt(m + 1)
                    && s.charAt(at + 2) == MONTHS.charAt(m + 2)) {
                return m / 3 + 1;
            }
        }
        return 0;
    }

    /**
     * Reads {@code 2024-05-01T10:00:00[.fraction][Z|+02:00|+0200]} (also with a space instead of T, slashes instead of
     * dashes, without seconds) between the two indexes and leaves nothing over.
     *
     * @return microseconds since the epoch when a zone is stated, else as if local time were UTC
     */
    public static Moment iso(CharSequence s, int from, int to) {
        Iso iso = new Iso(s, to);
        return iso.read(from) && iso.at == to ? new Moment(iso.micros, iso.zoned) : Moment.NO;
    }

    /** Like {@link #iso} but may be followed by anything; the index after the time is in the result. */
    public static Prefix isoPrefix(CharSequence s, int from, int to) {
        Iso iso = new Iso(s, to);
        return iso.read(from) ? new Prefix(new Moment(iso.micros, iso.zoned), iso.at) : Prefix.NO;
    }

    /**
     * A time read from text.
     *
     * @param micros since the epoch, or as if local time were UTC; {@link Times#NONE} for none
     * @param zoned whether the text states the zone
     */
    public record Moment(long micros, boolean zoned) {
        public static final Moment NO = new Moment(Times.NONE, false);

        public boolean exists() {
            return micros != Times.NONE;
        }
    }

    /** A time at the beginning of text, and the index after it. */
    public record Prefix(Moment moment, int end) {
        static final Prefix NO = new Prefix(Moment.NO, 0);
    }

    /** One reading; a class because Java returns one value only. */
    private static final class Iso {

        private final CharSequence s;
        private final int to;
        private int at;
        private long micros;
        private boolean zoned;

        Iso(CharSequence s, int to) {
            this.s = s;
            this.to = to;
        }

        boolean read(int from) {
            at = from;
            int year = number(4);
            if (year < 0 || !accept('-', '/')) {
                return false;
            }
            int month = number(2);
            if (month < 0 || !accept('-', '/')) {
                return false;
            }
            int day = number(2);
            if (day < 0 || !accept('T', ' ')) {
                return false;
            }
            int hour = number(2);
            if (hour < 0 || !accept(':', ':')) {
                return false;
            }
            int minute = number(2);
            int second = 0;
            if (at < to && s.charAt(at) == ':') {
                at++;
                second = number(2);
            }
            micros = minute < 0 || second < 0 ? Times.NONE : Times.local(year, month, day, hour, minute, second);
            if (micros == Times.NONE) {
                return false;
            }
            fraction();
            zone();
            return true;
        }

        private int number(int n) {
            if (at + n > to) {
                return -1;
            }
            int value = 0;
            for (int i = 0; i < n; i++) {
                int digit = s.charAt(at + i) - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                value = value * 10 + digit;
            }
            at += n;
            return value;
        }

        private boolean accept(char a, char b) {
            if (at < to && (s.charAt(at) == a || s.charAt(at) == b)) {
                at++;
                return true;
            }
            return false;
        }

        private void fraction() {
            if (at + 1 >= to || (s.charAt(at) != '.' && s.charAt(at) != ',') || !digit(at + 1)) {
                return;
            }
            at++;
            long unit = 100_000;
            while (at < to && digit(at)) {
                micros += (s.charAt(at) - '0') * unit;
                unit /= 10;
                at++;
            }
        }

        private void zone() {
            if (at < to && s.charAt(at) == 'Z') {
                at++;
                zoned = true;
                return;
            }
            int sign = at < to ? s.charAt(at) : 0;
            boolean spaced = sign == ' ' && at + 1 < to && (s.charAt(at + 1) == '+' || s.charAt(at + 1) == '-');
            int start = at;
            if (spaced) {
                at++;
                sign = s.charAt(at);
            }
            if (sign != '+' && sign != '-') {
                return;
            }
            at++;
            int hours = number(2);
            accept(':', ':');
            int minutes = number(2);
            if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
                at = start;
                return;
            }
            long offset = (hours * 60L + minutes) * 60_000_000;
            micros -= sign == '-' ? -offset : offset;
            zoned = true;
        }

        private boolean digit(int i) {
            return s.charAt(i) >= '0' && s.charAt(i) <= '9';
        }
    }
}
