package io.fragmortem.snapshot.time;

/**
 * Reads times out of text, by hand, because millions of them stand in logs and tables. Results are microseconds;
 * {@link #NONE} stands for text that is no time.
 */
public final class Times {

    /** Not a time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long DAY = 86_400_000_000L;

    private Times() {}

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

    /** Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant's days_from_civil). */
    public static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    /** Microseconds of a local date and time as if it were UTC, or {@link #NONE} when a part is out of range. */
    public static long local(int year, int month, int day, int hour, int minute, int second) {
        if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) {
            return NONE;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return NONE;
        }
        return epochDay(year, month, day) * DAY + ((hour * 60L + minute) * 60 + second) * 1_000_000;
    }

    /**
     * Reads an epoch number: seconds (also with a fraction), milliseconds, microseconds or nanoseconds, told apart by
     * their length between the years 2001 and 2286.
     */
    public static long epoch(CharSequence s) {
        int n = s.length();
        long whole = 0;
        int digits = 0;
        while (digits < n && s.charAt(digits) >= '0' && s.charAt(digits) <= '9' && digits < 19) {
            whole = whole * 10 + (s.charAt(digits) - '0');
            digits++;
        }
        if (digits == n) {
            return switch (digits) {
                case 10 -> whole * 1_000_000;
                case 13 -> whole * 1000;
                case 16 -> whole;
                case 19 -> whole / 1000;
                default -> NONE;
            };
        }
        return (digits == 10 || digits == 13) && s.charAt(digits) == '.'
                ? fraction(s, digits + 1, whole, digits == 10 ? 1_000_000 : 1000)
                : NONE;
    }

    private static long fraction(CharSequence s, int from, long whole, long unit) {
        long micros = whole * unit;
        long place = unit;
        for (int i = from; i < s.length(); i++) {
            int digit = s.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            place /= 10;
            micros += digit * place;
        }
        return micros;
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
     * @param micros since the epoch, or as if local time were UTC; {@link #NONE} for none
     * @param zoned whether the text states the zone
     */
    public record Moment(long micros, boolean zoned) {
        public static final Moment NO = new Moment(NONE, false);

        public boolean exists() {
            return micros != NONE;
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
            micros = minute < 0 || second < 0 ? NONE : local(year, month, day, hour, minute, second);
            if (micros == NONE) {
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
