package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.TimeSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompanionsTest {

    private static final String DUMP = "used_memory:100M used_memory_rss:130M";
    private static final String GROUP = "cgroup.limit:200M";

    private static Capture written() {
        return new Capture().source(TimeSource.FILE_MODIFIED);
    }

    private static double limit(Sample sample) {
        return sample.get(Field.CGROUP_LIMIT).orElse(0) / (1 << 20);
    }

    @Test
    void aFileOfAControlGroupBelongsToTheDumpBesideIt() {
        List<Sample> joined =
                Companions.join(new Capture().untimed(DUMP).untimed(GROUP).samples());
        assertEquals(1, joined.size());
        assertEquals(200, limit(joined.get(0)));
        assertTrue(joined.get(0).has(Field.USED_MEMORY_RSS));
    }

    @Test
    void ofSeveralDumpsItIsTheOneWrittenNearest() {
        List<Sample> joined = Companions.join(
                written().at(0, DUMP).at(100, DUMP).at(200, DUMP).at(110, GROUP).samples());
        assertEquals(3, joined.size());
        assertEquals(
                List.of(0.0, 200.0, 0.0),
                joined.stream().map(CompanionsTest::limit).toList());
    }

    @Test
    void withoutAnyTimeItIsTheLast() {
        List<Sample> joined = Companions.join(
                new Capture().untimed(DUMP).untimed(DUMP).untimed(GROUP).samples());
        assertEquals(
                List.of(0.0, 200.0), joined.stream().map(CompanionsTest::limit).toList());
    }

    @Test
    void severalJoinOneDump() {
        List<Sample> joined = Companions.join(new Capture()
                .untimed(DUMP)
                .untimed(GROUP)
                .untimed("cgroup.current:150M")
                .samples());
        assertEquals(1, joined.size());
        assertEquals(200, limit(joined.get(0)));
        assertEquals(150.0 * (1 << 20), joined.get(0).get(Field.CGROUP_CURRENT).orElse(0));
    }

    @Test
    void itIsOpenToWhichOfTimedDumpsItBelongs() {
        List<Sample> samples =
                new Capture().at(0, DUMP).at(60, DUMP).untimed(GROUP).samples();
        assertSame(samples, Companions.join(samples));
    }

    @Test
    void aloneItStays() {
        List<Sample> samples =
                new Capture().untimed(GROUP).untimed("cgroup.current:150M").samples();
        assertSame(samples, Companions.join(samples));
        List<Sample> dumps = new Capture().untimed(DUMP).untimed(DUMP).samples();
        assertSame(dumps, Companions.join(dumps));
    }

    @Test
    void whatHasATimeOfItsOwnIsNoCompanion() {
        List<Sample> samples = new Capture().untimed(DUMP).at(60, GROUP).samples();
        assertSame(samples, Companions.join(samples));
    }
}
