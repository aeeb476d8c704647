package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people's scripts write of time above, in and below dumps: in a table of ways, each with the moment in many forms. */
final class TimesBesideDumpsTest {

    private static final long BASE = 1_795_336_525L;
    private static final long STEP = 600;

    /** A minute later the dump was over. */
    private static final long OVER = 60;

    /** {@code date} in its ways, on most machines and with most of the options that people give it. */
    private static final List<LongFunction<String>> MOMENTS = List.of(
            at -> written("yyyy-MM-dd'T'HH:mm:ss'Z'", at),
            at -> written("yyyy-MM-dd HH:mm:ss", at),
            at -> written("yyyy-MM-dd'T'HH:mm:ss", at) + "+00:00",
            at -> written("EEE MMM dd HH:mm:ss 'UTC' yyyy", at),
            at -> written("EEE MMM dd hh:mm:ss a 'UTC' yyyy", at),
            at -> written("EEE, dd MMM yyyy HH:mm:ss", at) + " +0000",
            at -> written("yyyyMMdd'T'HHmmss'Z'", at),
            at -> written("yyyyMMdd-HHmmss", at),
            Long::toString,
            at -> at + "123",
            at -> at + ".123456789");

    // ------------------------------------------------------------------ above

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T",
                "### T ###",
                "=== dump N at T ===",
                "Capture #N at T",
                "sample N @ T",
                "sample N: T",
                "sample N/9 T",
                "iteration N of 9 T",
                "#N: T",
                "round=N epoch=T",
                "seq: N, ts: T",
                "BEGIN DUMP T",
                "dump taken at T",
                "ts:T",
                "time=T",
                "collected_at: T",
                "snapshot_time: T",
                "captureTime: T",
                "export_ts: T",
                "epoch_ms=T",
                "generated_on: T",
                "when: T",
                "zeit_utc: T",
                "heure: T",
                "heure_capture: T",
                "fecha: T",
                "hora_captura: T",
                "data_ora: T",
                "tidspunkt: T",
                "\u0432\u0440\u0435\u043c\u044f: T",
                "\u0434\u0430\u0442\u0430_\u0441\u043d\u0438\u043c\u043a\u0430: T",
                "\u91c7\u96c6\u65f6\u95f4\uff1aT",
                "\u5feb\u7167\u65f6\u95f4: T",
                "\u3010\u91c7\u96c6\u65f6\u95f4\u3011T",
                "aufgenommen am T",
                "erfasst: T"
            })
    void aTimeAboveIsThatOfTheDumpBelow(String above) {
        everyWay(above, "", 0, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache-1 T",
                "cache-1: T",
                "cache-1,T",
                "cache-1|6379|T",
                "cache-1:6379 T",
                "T cache-1",
                "T [cache-1]",
                "T (cache-1:6379)",
                "### cache-1 T ###",
                "--- T cache-1 ---",
                "=====[ cache-1 | T ]=====",
                "host=cache-1 port=6379 ts=T",
                "server=cache-1 time=T",
                "name=cache-1 ip=10.0.0.1 epoch=T",
                "date=T ip=10.0.0.9 host=cache-1 round=N",
                "ts=T host=cache-1 port=6379 role=master",
                "host: cache-1, time: T",
                "host:cache-1 ts:T",
                "{\"host\":\"cache-1\",\"ts\":\"T\"}",
                "[host=cache-1 ts=T]",
                "host=cache-1\ntime=T",
                "time=T\nhost=cache-1",
                "Dump of cache-1 taken T",
                "INFO from cache-1 at T",
                "Rechner: cache-1 Zeit: T",
                "serveur=cache-1 heure=T",
                "servidor: cache-1 fecha: T",
                "\u4e3b\u673a\uff1acache-1 \u65f6\u95f4\uff1aT",
                "\u8282\u70b9 cache-1 T",
                "**cache-1** (T)"
            })
    void aHeadTellsWhoseAndWhen(String above) {
        everyWay(above, "", 0, true);
    }

    // ------------------------------------------------------------------ below

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E",
                "\nE",
                "\n--- E ---\n",
                "\ntime: E",
                "### end of dump E ###",
                "\n### end of dump E ###\n",
                "--- end E ---",
                "finished at E",
                "dump complete E",
                "# done: E",
                "finished_at: E",
                "ended_at=E",
                "capture_end: E",
                "end ts=E",
                "rc=0 finished_at=E",
                "end of sample N at E",
                "(above taken at E)",
                "E done",
                "--- E end of dump ---",
                "Ende: E",
                "beendet um E",
                "fin de captura: E",
                "fini: E",
                "koniec: E",
                "\u043a\u043e\u043d\u0435\u0446: E",
                "\u7ed3\u675f\u65f6\u95f4: E",
                "\u91c7\u96c6\u7ed3\u675f E",
                "\u5b8c\u6210\u65f6\u95f4\uff1aE",
                "\u7d42\u4e86: E"
            })
    void aTimeBelowIsThatOfTheDumpAbove(String below) {
        everyWay("", below, OVER, false);
    }

    @ParameterizedTest
    @CsvSource({
        "'### cache-1 ###', '### end E ###'",
        "'--- cache-1 ---', '--- end E ---'",
        "'host=cache-1', 'end ts=E'",
        "'=== start cache-1 ===', '=== end cache-1 E ==='",
        "'', '### cache-1 end of dump E ###'",
        "'', 'end_ts=E host=cache-1'"
    })
    void anEndBelowMayNameTheServerToo(String above, String below) {
        everyWay(above, below, OVER, true);
    }

    @ParameterizedTest
    @CsvSource({
        "'--- begin T ---', '--- end E ---', false",
        "'start: T', 'end: E', false",
        "'### cache-1 T ###', '### end E ###', true",
        "'start ts=T host=cache-1', 'end ts=E host=cache-1', true",
        "T, done E, false"
    })
    void theTimeAboveCountsWhereBothStand(String above, String below, boolean named) {
        everyWay(above, below, 0, named);
    }

    /** A loop over servers says once when it was through. */
    @Test
    void theEndOfARoundIsThatOfItsServers() {
        String round = "### cache-1 ###\n" + dump(0) + "### cache-2 ###\n" + dump(1) + "=== end of round T ===\n";
        String text = round.replace("T", MOMENTS.get(0).apply(BASE))
                + round.replace("T", MOMENTS.get(0).apply(BASE + 1));
        assertEquals(List.of("0 cache-1", "0 cache-2", "1 cache-1", "1 cache-2"), told(read(text)));
    }

    // ------------------------------------------------------------------ within

    @ParameterizedTest
    @ValueSource(strings = {"collected_at: ", "capture_time:", "snapshot_time = "})
    void aTimeAmongTheFirstLinesDoesNotEndTheDump(String key) {
        String text = "";
        for (int i = 0; i < 2; i++) {
            String line = "uptime_in_seconds:" + (5000 + STEP * i) + "\n";
            text += dump(i).replace(line, key + MOMENTS.get(0).apply(BASE + i) + "\n" + line);
        }
        Recorder seen = read(text);
        assertEquals(List.of("0 ", "1 "), told(seen));
        assertTrue(seen.samples.stream().allMatch(sample -> sample.facts().containsValue("7.2.4")), text);
    }

    // ------------------------------------------------------------------ what dates nothing

    /** When a server started or saved is not when it was asked; a name of nothing known says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"started_at: ", "last_save: ", "momentum: ", "booted_on=", "redis_started: "})
    void anotherMomentIsToldAndNamesNobody(String key) {
        for (int count = 1; count < 4; count++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                text.append(key)
                        .append(MOMENTS.get(0).apply(BASE + i))
                        .append('\n')
                        .append(dump(i));
            }
            Recorder seen = read(text.toString());
            assertEquals(count, seen.samples.size());
            assertTrue(told(seen).stream().allMatch("- "::equals), told(seen).toString());
            assertEquals(1, seen.rejected.size(), text.toString());
            Recorder.Region unread = seen.rejected.get(0);
            assertEquals(1, unread.origin().line());
            assertTrue(unread.found().contains(key + MOMENTS.get(0).apply(BASE)), unread.found());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00a6',
            value = {
                // as many times as dumps but one: the first was lost
                "D0\\n\\nT1\\nD1\\n\\nT2\\nD2 \u00a6 [- , 1 , 2 ]",
                "D0\\n\\n--- begin T1 ---\\nD1\\n\\n--- begin T2 --- \u00a6 [- , 1 ]",
                "D0\\n\\nT1\\nD1\\nD2\\n\\nT2 \u00a6 [- , 1 , - ]",
                "D0\\n\\nT1\\nD1\\n\\nT2\\nCould not connect to Redis at 10.0.0.1:6379: Connection refused \u00a6 [- , 1 ]",
                // the head of the next dump is no time of the one above
                "### cache-1 ###\\nD0\\n### cache-2 T1 ###\\nD1 \u00a6 [- cache-1, 1 cache-2]",
                "### before ###\\nD0\\n### after T1 ###\\nD1 \u00a6 [- , 1 ]",
                // an end dates the dump above it alone
                "D0\\n### end T0 ###\\nD1\\nD2\\n### end T2 ### \u00a6 [0 , - , 2 ]",
                "finished at T0\\nD1\\nD2 \u00a6 [- , - ]",
                // names that look like those of moments are of servers where a role or a figure is in them
                "redis-main: T0\\nD0\\nredis-replica: T1\\nD1 \u00a6 [0 redis-main, 1 redis-replica]",
                "server=redis time=T0\\nD0\\nserver=redis time=T1\\nD1 \u00a6 [0 , 1 ]",
                "host=cache port=7001 ts=T0\\nD0\\nhost=cache port=7002 ts=T0\\nD1 \u00a6 [0 cache:7001, 0 cache:7002]"
            })
    void noDumpGetsTheTimeOfAnother(String text, String expected) {
        String whole = text.replace("\\n", "\n") + "\n";
        for (int i = 0; i < 3; i++) {
            whole = whole.replace("D" + i + "\n", dump(i))
                    .replace("T" + i, MOMENTS.get(0).apply(BASE + i));
        }
        assertEquals(expected, told(read(whole)).toString());
    }

    // ------------------------------------------------------------------

    /** One dump, two, and three of which the last follows a restart; with other line ends, and indented; in every form. */
    private static void everyWay(String above, String below, long late, boolean named) {
        List<Runnable> ways = new ArrayList<>();
        for (LongFunction<String> moment : MOMENTS) {
            for (int count = 1; count < 4; count++) {
                StringBuilder text = new StringBuilder();
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    String server = named ? "cache-" + (1 + i % 2) : "";
                    text.append(line(above, moment, i)).append(dump(i)).append(line(below, moment, i));
                    expected.add((i * STEP + late) + " " + server);
                }
                String plain = text.toString();
                for (String way : List.of(plain, plain.replace("\n", "\r\n"), plain.replaceAll("(?m)^(?=.)", "    "))) {
                    ways.add(() -> assertEquals(expected, told(read(way)), way));
                }
            }
        }
        assertAll(ways.stream().map(way -> way::run));
    }

    private static String line(String form, LongFunction<String> moment, int number) {
        return form.isEmpty()
                ? ""
                : form.replaceAll("\\bN\\b", String.valueOf(number + 1))
                                .replace("cache-1", "cache-" + (1 + number % 2))
                                .replaceAll("(?U)\\b[TE]\\b|(?<=\uff1a)[TE]|(?<=\u3011)T", "\0")
                                .replace(
                                        "\0",
                                        moment.apply(BASE
                                                + number * STEP
                                                + (form.matches("(?s).*(?<![A-Za-z])E(?![A-Za-z]).*") ? OVER : 0)))
                        + "\n";
    }

    private static String dump(int number) {
        long uptime = number == 2 ? 12 : 5000 + STEP * number;
        return """
                # Server
                redis_version:7.2.4
                uptime_in_seconds:%d

                # Clients
                connected_clients:%d

                # Memory
                used_memory:%d
                used_memory_rss:%d
                maxmemory:0
                mem_allocator:jemalloc-5.3.0

                # Keyspace
                db0:keys=%d,expires=0,avg_ttl=0
                """.formatted(uptime, 3 + number, 1_000_000 + number, 2_000_000 + number, 10 + number);
    }

    private static String written(String pattern, long at) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochSecond(at));
    }

    /** Seconds since the first moment, or a dash, and the server of each sample; a port that is the usual one falls away. */
    private static List<String> told(Recorder seen) {
        List<String> told = new ArrayList<>();
        for (Sample sample : seen.samples) {
            boolean stated = sample.stamp().known() && sample.stamp().source() != TimeSource.FILE_MODIFIED;
            long at = sample.stamp().epochMicros() / 1_000_000 - BASE;
            told.add((stated ? String.valueOf(at) : "-") + " "
                    + sample.origin().label().orElse("").replace(":6379", ""));
        }
        return told;
    }

    private static Recorder read(String text) {
        Recorder seen = new Recorder();
        try {
            new Sniffer(Formats.all())
                    .read(
                            new Entry(
                                    "x",
                                    OptionalLong.of((BASE + 1_000_000) * 1_000_000L),
                                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                            ReadOptions.defaults(),
                            seen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen;
    }
}
