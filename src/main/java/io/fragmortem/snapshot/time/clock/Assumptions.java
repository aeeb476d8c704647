package io.fragmortem.snapshot.time.clock;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.time.LocalTimes;
import io.fragmortem.snapshot.time.Reading;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the clock of one stream had to assume, told once each. */
final class Assumptions {

    private enum Subject {
        ZONE,
        YEAR,
        DATE,
        ABBREVIATION,
        DAY_MONTH,
        PASSAGE
    }

    private final String stream;
    private final ReadOptions options;
    private final BiConsumer<Origin, Phrase> listener;
    private final Set<Subject> told = EnumSet.noneOf(Subject.class);

    Assumptions(String stream, ReadOptions options, BiConsumer<Origin, Phrase> listener) {
        this.stream = stream;
        this.options = options;
        this.listener = listener;
    }

    /** Local times are read in the zone of the options. */
    void zone(long line) {
        if (!options.zoneGiven() && told.add(Subject.ZONE)) {
            tell(line, Phrase.of("input.assumed.zone", Phrase.name(LocalTimes.shown(options.zone()))));
        }
    }

    /** Local times are read with an offset that the stream itself shows. */
    void zoneShown(ZoneOffset offset) {
        told.add(Subject.ZONE);
        tell(
                0,
                Phrase.of(
                        "input.assumed.zone_by_signal",
                        Phrase.name(offset.getId().replace("Z", "+00:00"))));
    }

    void year(long line, Years years) {
        if (told.add(Subject.YEAR)) {
            years.yearAssumed().ifPresent(phrase -> tell(line, phrase));
        }
    }

    /** The year, the day and the meaning of an abbreviation, where the reading leaves them out. */
    void reading(Reading reading, long line, Years years, boolean besideChinese) {
        switch (reading.told().kind()) {
            case NO_YEAR -> year(line, years);
            case TIME_OF_DAY -> {
                if (told.add(Subject.DATE)) {
                    tell(line, Phrase.of("input.assumed.date"));
                }
            }
            case LOCAL, EPOCH, NONE -> {}
        }
        if (reading.isGuessed() && !options.zoneGiven() && told.add(Subject.ABBREVIATION)) {
            String offset = ZoneOffset.ofTotalSeconds(reading.offsetSeconds(besideChinese))
                    .getId();
            tell(line, Phrase.of("input.assumed.abbreviation", Phrase.name(reading.zoneName()), Phrase.name(offset)));
        }
    }

    void dayMonth(long line, Phrase decided) {
        if (told.add(Subject.DAY_MONTH)) {
            tell(line, decided);
        }
    }

    /** Times that step back within the hour that clocks show twice. */
    void passage(LocalTimes local, long line) {
        if (local.isSecondPassage() && told.add(Subject.PASSAGE)) {
            tell(line, Phrase.of("input.assumed.second_passage", Phrase.name(LocalTimes.shown(local.zone()))));
        }
    }

    private void tell(long line, Phrase assumption) {
        listener.accept(new Origin(stream, line, -1, Optional.empty()), assumption);
    }
}
