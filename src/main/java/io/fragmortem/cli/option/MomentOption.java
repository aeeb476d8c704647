package io.fragmortem.cli.option;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/** Options that name a moment: {@code 2026-11-22T08:40:00Z}, {@code "2026-11-22 08:40"}, {@code 2026-11-22}, or seconds since 1970. */
public final class MomentOption {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss][.SSSSSS][.SSS]");

    private static final List<Way> WAYS = List.of(
            (text, zone) -> Instant.parse(text),
            (text, zone) -> OffsetDateTime.parse(text.replaceFirst("^([0-9-]{10}) ", "$1T"))
                    .toInstant(),
            (text, zone) -> LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant(),
            (text, zone) -> LocalDate.parse(text).atStartOfDay(zone).toInstant());

    private MomentOption() {}

    /** The moment of an option in microseconds since 1970; empty where it is not given. */
    public static Optional<Long> of(CommandLine line, String name) {
        ZoneId zone = CommonOptions.zone(line);
        return CommonOptions.single(line, name)
                .map(text -> parse(text, zone)
                        .orElseThrow(() -> new UsageError("cli.usage.moment", Phrase.name(name), Phrase.name(text))));
    }

    /** The window between --since and --until. */
    public static Window window(CommandLine line) {
        long from = of(line, "since").orElse(Long.MIN_VALUE);
        long to = of(line, "until").orElse(Long.MAX_VALUE);
        if (from >= to) {
            throw new UsageError("cli.usage.empty_window");
        }
        return new Window(from, to);
    }

    /** A moment as people write it; local times are those of the zone. */
    static Optional<Long> parse(String text, ZoneId zone) {
        String trimmed = text.strip();
        if (trimmed.matches("[0-9]{9,11}(\\.[0-9]{1,6})?")) {
            return Optional.of(Math.round(Double.parseDouble(trimmed) * 1e6));
        }
        return WAYS.stream()
                .flatMap(way -> read(way, trimmed, zone).stream())
                .map(moment -> ChronoUnit.MICROS.between(Instant.EPOCH, moment))
                .findFirst();
    }

    private static Optional<Instant> read(Way way, String text, ZoneId zone) {
        try {
            return Optional.of(way.read(text, zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** One way to write a moment. */
    private interface Way {
        Instant read(String text, ZoneId zone);
    }
}
