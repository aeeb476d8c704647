package io.fragmortem.snapshot;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user told us about the input.
 *
 * @param zone zone of local times that name none
 * @param zoneGiven whether the user named the zone (else it is an assumption and must be reported)
 * @param year year of times that have none
 * @param interval distance of neighbouring dumps that have no time
 * @param format name of the format to force instead of sniffing
 * @param columns columns of tables by name, mapped to {@code METRIC[:UNIT]}
 * @param timeColumn name of the time column of tables
 * @param instanceColumn name of the instance column of tables
 */
public record ReadOptions(
        ZoneId zone,
        boolean zoneGiven,
        OptionalInt year,
        Optional<Duration> interval,
        Optional<String> format,
        Map<String, String> columns,
        Optional<String> timeColumn,
        Optional<String> instanceColumn) {

    /** UTC, everything else unknown. */
    public static ReadOptions defaults() {
        return new ReadOptions(
                ZoneOffset.UTC,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
