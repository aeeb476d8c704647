package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.time.TimeNames.Kind;
import io.fragmortem.snapshot.time.TimeNames.Word;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The zone behind a clock: {@code Z}, {@code +02:00}, {@code -03}, {@code UTC+8}, {@code CST}, {@code (MSK)},
 * {@code GMT+0800 (China Standard Time)}, {@code [Europe/Berlin]}.
 */
final class ZoneForm implements Form {

    private static final int LONGEST_ABBREVIATION = 5;
    private static final int LONGEST_NAME = 60;

    @Override
    public boolean read(Glyphs text, Parts parts) {
        if (!parts.hasClock() && !parts.hasDate()) {
            return false;
        }
        char first = text.charAt(text.at);
        if (first == '(' || first == '[') {
            return parts.hasClock() && bracketed(text, parts, first == '(' ? ')' : ']');
        }
        return parts.offsetSeconds == Parts.NO_ZONE && parts.region.isEmpty() && bare(text, parts);
    }

    private static boolean bare(Glyphs text, Parts parts) {
        int from = text.at;
        if (text.isAny(from, "+-\u2212")) {
            return parts.hasClock() && numeric(text, parts, from);
        }
        boolean found = text.isLetter(from) && (region(text, parts) || named(text, parts) || spelled(text, parts));
        // a zone before the clock: 20 Kas 2026 Cum CET 01:00:00
        return found && (parts.hasClock() || text.isDigit(text.skipBlanks(text.at)));
    }

    private static boolean bracketed(Glyphs text, Parts parts, char close) {
        int end = text.at + 1;
        while (end < text.length() && end - text.at < LONGEST_NAME && text.charAt(end) != close) {
            end++;
        }
        if (text.charAt(end) != close) {
            return false;
        }
        boolean known = parts.offsetSeconds != Parts.NO_ZONE || parts.region.isPresent();
        text.at++;
        boolean zone = known ? isName(text, end) : bare(text, parts) && text.at == end;
        text.at = end + 1;
        return zone;
    }

    /** {@code Z[Europe/Berlin]}, {@code +0100 (GMT+1)}, but not {@code Z [cache-1]}: no name of a zone has a figure of its own. */
    private static boolean isName(Glyphs text, int end) {
        boolean figure = false;
        for (int i = text.at; i < end; i++) {
            figure |= text.isDigit(i);
        }
        return text.isLetter(text.at) && (!figure || text.has(text.at, "utc") || text.has(text.at, "gmt"));
    }

    private static boolean spelled(Glyphs text, Parts parts) {
        Word zone = TimeNames.at(text, text.at, Kind.ZONE);
        if (zone != null) {
            parts.offsetSeconds = zone.number(Kind.ZONE) * 60;
            parts.zoneName = zone.text();
            text.at += zone.text().length();
        }
        return zone != null;
    }

    private static boolean region(Glyphs text, Parts parts) {
        int end = text.at;
        boolean slash = false;
        while (text.isLetter(end) || (end > text.at && text.isAny(end, "/_"))) {
            slash |= text.charAt(end) == '/';
            end++;
        }
        if (!slash || text.charAt(end) == ':') {
            return false;
        }
        try {
            parts.region = Optional.of(ZoneId.of(text.text(text.at, end)));
        } catch (DateTimeException e) {
            return false;
        }
        text.at = end;
        return true;
    }

    private static boolean named(Glyphs text, Parts parts) {
        int from = text.at;
        int end = text.lettersEnd(from);
        if (end - from > LONGEST_ABBREVIATION || text.isDigit(end) || text.isAny(end, "_=")) {
            return false;
        }
        if (end == from || text.charAt(from) >= 0x80) {
            return false;
        }
        String name = text.text(from, end);
        Zones.Abbreviation known = Zones.of(name);
        boolean universal = known != null && known.offsetSeconds() == 0;
        if (known == null || !(universal || isUpper(name))) {
            boolean unknown = parts.hasClock() && isUpper(name) && name.length() >= 3 && yearFollows(text, end);
            parts.zoneName = unknown ? name : parts.zoneName;
            text.at = unknown ? end : from;
            return unknown;
        }
        parts.zoneName = name;
        parts.ambiguousZone = known.ambiguous();
        parts.offsetSeconds = known.offsetSeconds();
        text.at = end;
        if (universal && text.isAny(end, "+-\u2212") && !numeric(text, parts, end)) {
            text.at = end;
        }
        return true;
    }

    private static boolean isUpper(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < 'A' || name.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }

    private static boolean yearFollows(Glyphs text, int end) {
        return text.digits(text.skipBlanks(end)) == 4;
    }

    /** {@code 08:00:00 +08} ends there, or goes on with its year or a bracket. */
    private static boolean endsLine(Glyphs text, int end) {
        int next = text.skipBlanks(end);
        return next == text.length() || text.isAny(next, ")]=*#\"'\r") || yearFollows(text, end);
    }

    /** {@code +0200}, {@code +02:00}, {@code +02}, and {@code +8} behind {@code UTC}. */
    private static boolean numeric(Glyphs text, Parts parts, int from) {
        int digits = text.digits(from + 1);
        boolean behindName = from > 0 && text.isLetter(from - 1);
        if (digits != 4 && digits != 2 && !(digits == 1 && behindName)) {
            return false;
        }
        int hours = (int) text.number(from + 1, Math.min(digits, 2));
        int minutes = digits == 4 ? (int) text.number(from + 3, 2) : 0;
        int end = from + 1 + digits;
        if (digits < 4 && text.charAt(end) == ':' && text.digits(end + 1) == 2) {
            minutes = (int) text.number(end + 1, 2);
            end += 3;
        }
        boolean detached = !behindName && text.isAny(from - 1, " \t");
        boolean fits = digits == 4 || end > from + 3 || behindName || !detached || endsLine(text, end);
        if (!fits || (parts.inName && (digits != 4 || text.charAt(from) != '+'))) {
            return false;
        }
        if (hours > 15 || minutes > 59 || text.isLetter(end) || text.charAt(end) == ':') {
            return false;
        }
        parts.offsetSeconds = (text.charAt(from) == '+' ? 1 : -1) * (hours * 3600 + minutes * 60);
        text.at = end;
        return true;
    }
}
