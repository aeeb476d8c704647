package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.info.InfoFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command statistics of two dumps say was called between them. */
final class CommandCountsTest {

    private static String dump(String time, String pid, String... commands) {
        StringBuilder text = new StringBuilder(time + "\n# Server\nredis_version:7.0.15\nprocess_id:" + pid
                + "\n# Memory\nused_memory:1000000\nused_memory_rss:3000000\nmem_allocator:jemalloc-5.3.0\n"
                + "# Commandstats\n");
        for (String command : commands) {
            text.append("cmdstat_")
                    .append(command)
                    .append(",usec=20,usec_per_call=20.00,rejected_calls=0,failed_calls=0\n");
        }
        return text.append("# Keyspace\n").toString();
    }

    private static List<Event> events(String text) {
        Recorder seen = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        TimelineBuilder builder = new TimelineBuilder();
        seen.samples.forEach(builder::add);
        return builder.build("test").events();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " \n"})
    void aCallIsToldByTheDumpThatCountsIt(String lineEnd) {
        String text = dump("2026-11-22T08:00:00Z", "7", "info:calls=3", "memory|stats:calls=1")
                + dump("2026-11-22T08:03:00Z", "7", "info:calls=4", "flushall:calls=1", "memory|purge:calls=2");
        List<Event> events = events(text.replace("\n", lineEnd));
        assertEquals(
                List.of("FLUSHALL", "MEMORY PURGE"),
                events.stream().map(Event::text).toList());
        assertEquals(Event.Kind.FLUSH, events.get(0).kind());
        assertEquals(1_795_334_580_000_000L, events.get(0).stamp().epochMicros());
        assertEquals(180, events.get(0).numbers().get(Amount.DURATION_SECONDS));
        assertEquals(2, events.get(1).numbers().get(Amount.CALLS));
    }

    @Test
    void whatWasCalledBeforeTheFirstDumpOrByAnotherProcessIsNoEvent() {
        String text = dump("2026-11-22T08:00:00Z", "7", "flushall:calls=1", "config|set:calls=4")
                + dump("2026-11-22T08:03:00Z", "7", "flushall:calls=1", "config|set:calls=4")
                + dump("2026-11-22T08:06:00Z", "8", "flushall:calls=9");
        assertEquals(List.of(), events(text).stream().filter(Event::isCounted).toList());
    }

    @Test
    void aCommandThatNobodyCalledIsLeftOutByTheServerAndCounts0() {
        String text = dump("2026-11-22T08:00:00Z", "7", "info:calls=3");
        Sample sample = Recorder.read(new InfoFormat(), text, ReadOptions.defaults())
                .samples
                .get(0);
        assertEquals(0, sample.get(Field.CMDSTAT_FLUSHALL).orElse(-1));
        assertEquals(-1, sample.get(Field.CMDSTAT_MEMORY_PURGE).orElse(-1), "before 7.0 subcommands are not told");
    }

    /** A whole dump with the section counts no error that it does not print; one without it tells nothing of errors. */
    @ParameterizedTest
    @CsvSource({
        "'# Errorstats\nerrorstat_OOM:count=12', 12",
        "'# Errorstats\nerrorstat_ERR:count=12', 0",
        "'# Errorstats\nerrorstat_OOM:count=many', -1",
        "'', -1"
    })
    void refusalsAreCounted(String lines, double refusals) {
        String text = "# Memory\nused_memory:1000000\nused_memory_rss:2000000\nmaxmemory:0\n" + lines
                + "\n# Cluster\ncluster_enabled:0\n";
        Sample sample = Recorder.read(new InfoFormat(), text, ReadOptions.defaults())
                .samples
                .get(0);
        assertEquals(refusals, sample.get(Field.ERRORSTAT_OOM).orElse(-1));
    }
}
