package io.fragmortem.snapshot;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Options of a reading, by what the user said; what nobody says is as in {@link ReadOptions#defaults()}. */
public final class Told {

    private Optional<ZoneId> zone = Optional.empty();
    private OptionalInt year = OptionalInt.empty();
    private Optional<Duration> interval = Optional.empty();
    private Optional<String> format = Optional.empty();
    private Map<String, String> columns = Map.of();
    private Optional<String> timeColumn = Optional.empty();
    private Optional<String> instanceColumn = Optional.empty();

    public Told zone(ZoneId id) {
        zone = Optional.of(id);
        return this;
    }

    public Told year(int first) {
        year = OptionalInt.of(first);
        return this;
    }

    public Told interval(Duration between) {
        interval = Optional.of(between);
        return this;
    }

    public Told format(String name) {
        format = Optional.of(name);
        return this;
    }

    public Told columns(Map<String, String> meanings) {
        columns = meanings;
        return this;
    }

    public Told timeColumn(String name) {
        timeColumn = Optional.of(name);
        return this;
    }

    public Told instanceColumn(String name) {
        instanceColumn = Optional.of(name);
        return this;
    }

    public ReadOptions options() {
        return new ReadOptions(
                zone.orElse(ZoneOffset.UTC),
                zone.isPresent(),
                year,
                interval,
                format,
                columns,
                timeColumn,
                instanceColumn);
    }
}
