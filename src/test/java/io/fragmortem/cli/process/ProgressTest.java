package io.fragmortem.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.report.words.Wording;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person who waits sees, at every second of a run. */
final class ProgressTest {

    private static final long MIB = 1 << 20;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long nanos;

    private Progress progress(boolean terminal, String columns) {
        PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(InputStream.nullInputStream(), out, out, Map.of("COLUMNS", columns), terminal);
        return new Progress(console, new Wording("en", ZoneOffset.UTC), true, () -> nanos);
    }

    private void at(double seconds) {
        nanos = (long) (seconds * 1e9);
    }

    /** What stands in the line now. */
    private String line() {
        String all = err.toString(StandardCharsets.UTF_8);
        return all.substring(all.lastIndexOf("\u001b[K") + 3);
    }

    @Test
    void aRateStandsFromTheFirstSecondOnAndATimeOnceItIsKnown() {
        Progress progress = progress(true, "120");
        progress.planning(2);
        assertEquals("looking for captures in 2 inputs", line());
        at(1);
        progress.reading("a.log", 0, 1_000 * MIB);
        assertEquals("reading 1: a.log", line());
        at(1.8);
        progress.reading("b.log", 80 * MIB, 1_000 * MIB);
        assertEquals("80.0 MiB of 1000 MiB read, 100 MiB/s: b.log", line(), "reading began at the first second");
        at(3.5);
        progress.reading("c.log", 250 * MIB, 1_000 * MIB);
        assertEquals("250 MiB of 1000 MiB read, 100 MiB/s, 8 s left to read: c.log", line());
        at(5);
        progress.working(Watcher.Stage.ANALYSIS, 0, 40);
        assertEquals("analyzed 0 of 40 instances", line());
        at(9);
        progress.working(Watcher.Stage.ANALYSIS, 10, 40);
        assertEquals("analyzed 10 of 40 instances, 12 s left", line());
        progress.done();
        assertEquals("", line());
    }

    /** One file of an archive may take minutes. */
    @Test
    void withinOneFileItGoesOn() {
        Progress progress = progress(true, "120");
        progress.reading("all.log", 0, 1_000 * MIB);
        at(4);
        progress.taken(400 * MIB, 1_000 * MIB);
        assertEquals("400 MiB of 1000 MiB read, 100 MiB/s, 6 s left to read: all.log", line());
    }

    /** With --resume most is known before the first file is read, and took no time. */
    @Test
    void whatAnEarlierRunReadCountsForNoRate() {
        Progress progress = progress(true, "120");
        progress.reading("a.log", 900 * MIB, 1_000 * MIB);
        at(4);
        progress.reading("b.log", 940 * MIB, 1_000 * MIB);
        assertEquals("940 MiB of 1000 MiB read, 10.0 MiB/s, 6 s left to read: b.log", line());
    }

    @Test
    void theLineIsNoLongerThanTheTerminal() {
        Progress progress = progress(true, "80");
        progress.reading("a.log", 0, 1_000 * MIB);
        at(200);
        progress.reading("archive/host/2026-11-30/redis-session-cache-production.log", 9 * MIB, 100_000 * MIB);
        assertTrue(line().length() < 80, line());
        assertTrue(line().endsWith("uction.log"), line());
    }

    @Test
    void nobodyIsToldWhoIsNotThere() {
        Progress progress = progress(false, "80");
        progress.planning(1);
        progress.reading("a.log", 0, MIB);
        progress.done();
        assertEquals(0, err.size());
    }
}
