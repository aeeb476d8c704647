package io.fragmortem.snapshot.time;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of moments by itself; its forms are in {@link TimeFormsTest}. */
final class TimeTextTest {

    @Test
    void whatTheToolsOfEveryLocalePrintIsRead() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/time/dates-of-locales.tsv"))) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertAll(table.lines().filter(line -> !line.startsWith("#")).map(line -> () -> {
                String[] cells = line.split("\t");
                TimeText time = new TimeText();
                assertTrue(time.parse(cells[2]) && time.isTimeLine(), line);
                assertEquals(Instant.parse(cells[3]), moment(time), line);
            }));
        }
    }

    /** A line that differs from the one before in its clock only is read without the grammar, and says the same. */
    @Test
    void theSameLineWithAnotherClockIsReadAsIfItWereTheFirst() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/time/dates-of-locales.tsv"))) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            table.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t")[2])
                    .flatMap(
                            line -> Stream.of(line, "=== " + line, line + " ===", line + "\r", "1 " + line, line + "5"))
                    .forEach(TimeTextTest::everyClock);
        }
    }

    private static void everyClock(String line) {
        TimeText kept = new TimeText();
        for (String clock : new String[] {
            "00:00:00",
            "00:01:00",
            "09:59:59",
            "10:10:10",
            "12:00:00",
            "13:30:07",
            "19:20:21",
            "23:59:59",
            "23:59:60",
            "24:00:00",
            "24:00:01",
            "25:00:00",
            "08:60:00",
            "8a:00:00",
            "00:00:0 ",
            "03:04:05"
        }) {
            String moved = line.replaceFirst("[0-9]{2}:[0-9]{2}:[0-9]{2}", clock);
            byte[] bytes = moved.getBytes(StandardCharsets.UTF_8);
            TimeText fresh = new TimeText();
            boolean found = fresh.parse(bytes, 0, bytes.length);
            assertEquals(found, kept.parse(bytes, 0, bytes.length), moved);
            assertEquals(fresh.shape(), kept.shape(), moved);
            if (found) {
                assertEquals(Reading.of(fresh), Reading.of(kept), moved);
                assertEquals(fresh.isTimeLine(), kept.isTimeLine(), moved);
                assertEquals(fresh.pure(), kept.pure(), moved);
                assertEquals(fresh.end(), kept.end(), moved);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795336525",
                "1795336525123",
                "1795336525\r",
                "1795336525123\r",
                "0795336525",
                "9795336525",
                "179533652x",
                "1.7953E+12",
                "1.79533e12",
                "1795336.25"
            })
    void aBareEpochInBytesIsReadAsInText(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        TimeText ofBytes = new TimeText();
        TimeText ofText = new TimeText();
        assertEquals(ofText.parse(line), ofBytes.parse(bytes, 0, bytes.length));
        assertEquals(ofText.shape(), ofBytes.shape());
        assertEquals(ofText.isTimeLine(), ofBytes.isTimeLine());
        assertEquals(ofText.localMicros(), ofBytes.localMicros());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "used_memory:1795336525",
                "# Memory",
                "10.1.36.33:6379> info memory",
                "monotonic_clock:POSIX clock_gettime",
                "master_host:10.0.0.1",
                "1234567",
                "12345678901",
                "2026-13-45 08:00:00",
                "2026-02-30 08:00:00",
                "2026-11-31",
                "Fri Nov 31 08:00:00 UTC 2026",
                "2026",
                "Sun",
                "Nov",
                "Nov 22",
                "may I ask 22 people",
                "so 12 clients",
                "mar 5",
                "$4050",
                "5d97fd948bbf6cb68458685fc747f9f9019c3fc4",
                "99/99/9999 10:00",
                "1.2.3.4",
                "10.1.20.3:6379",
                "25:00:00",
                "12:61:00",
                "00:1a:2b:3c:4d:5e",
                "10:20:30:40:50:60",
                "1795336525x",
                "4018:M 22 Nov 2026 08:35:25.000 * Ready",
                "55f0d2a00000-55f0d2c00000 rw-p 00000000 00:00 0",
                "Started: Fri, 20 Nov 2026 08:00:00 +0000",
                "Start Time:   Fri, 20 Nov 2026 08:00:00 +0000",
                "Uptime: 08:00:00",
                "\u542f\u52a8\u65f6\u95f4: 2026-11-20 08:00:00",
                "",
                "==="
            })
    void otherTextIsNoTime(String text) {
        assertFalse(new TimeText().parse(text), text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertFalse(new TimeText().parse(bytes, 0, bytes.length), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20261120",
                "202611201200",
                "5368709120",
                "12.5",
                "1.11",
                "10.20.0.11",
                "4,293,357,436",
                "1:30",
                "3 days",
                "2026",
                "noeviction",
                "cache-1:6379",
                "2026-11-20 08:00:00 and more"
            })
    void otherCellsAreNoTimes(String text) {
        assertFalse(new TimeText().parseCell(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20 08:00:00 used_memory:5",
                "2026-11-20T08:00:00Z stdout F used_memory:5",
                "Nov 20 08:00:00 db7 redis[4018]: used_memory:5",
                "08:00:01 up 10 days,  1 user,  load average: 0.00, 0.01, 0.05",
                "[2026-11-20T08:00:00Z] used_memory_rss:1234567890 used_memory:1234567890 mem_fragmentation_ratio:1.0",
                "on 20 Nov 2026 we saw that the memory had grown"
            })
    void aLineThatSaysMoreIsNoTimeLine(String text) {
        TimeText time = new TimeText();
        assertTrue(time.parse(text), text);
        assertFalse(time.isTimeLine(), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theFixedFormsAreReadAsTheGrammarReadsThem(int style) {
        Random random = new Random(20261120 + style);
        String[] patterns = {
            "uuuu-MM-dd'T'HH:mm:ss", "uuuu-MM-dd HH:mm:ss", "uuuu/MM/dd HH:mm:ss.SSS", "uuuu-MM-dd'T'HH:mm:ss.SSSSSS"
        };
        DateTimeFormatter format = DateTimeFormatter.ofPattern(patterns[style], Locale.ROOT);
        for (int i = 0; i < 3_000; i++) {
            LocalDateTime local = LocalDateTime.ofEpochSecond(
                    946_684_800L + (long) (random.nextDouble() * 3_000_000_000L),
                    random.nextInt(1_000_000) * 1000,
                    ZoneOffset.UTC);
            String zone = new String[] {"", "Z", "+02:00", "-0530", " +0800", "+14:00"}[random.nextInt(6)];
            String text = format.format(local) + zone;
            FixedTimes.Moment fixed = FixedTimes.iso(text, 0, text.length());
            Glyphs glyphs = new Glyphs();
            glyphs.set(text);
            Parts parts = new Parts();
            assertTrue(Grammar.read(glyphs, parts), text);
            assertEquals(text.length(), glyphs.at, text);
            boolean zoned = parts.offsetSeconds != Parts.NO_ZONE;
            assertEquals(zoned, fixed.zoned(), text);
            long offset = zoned ? parts.offsetSeconds * Times.SECOND : 0;
            assertEquals(parts.localMicros() - offset, fixed.micros(), text);
            TimeText whole = new TimeText();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertTrue(whole.parse(bytes, 0, bytes.length) && whole.pure(), text);
            assertEquals(fixed.micros(), ChronoUnit.MICROS.between(Instant.EPOCH, moment(whole)), text);
        }
    }

    @Test
    void textOfAnyKindBreaksNothing() {
        Random random = new Random(7);
        String alphabet =
                "0123456789:-/. ,TZ+()[]abenovFriUTC\u5e74\u6708\u65e5\u65f6\u4e0a\u5348\uc624\uc804\uff11\u00e9\u043d\ud83d\ude00";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            TimeText time = new TimeText();
            if (time.parse(text) && time.shape() != TimeText.Shape.NONE) {
                assertTrue(time.end() <= text.length(), text.toString());
            }
            time.parseCell(text);
            for (int from = 0; from < text.length(); from++) {
                time.parseName(text, from);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            time.parse(bytes, 0, bytes.length);
        }
    }

    @Test
    void theCharactersOfTheTableAreTheSameInEveryCase() {
        assertTrue(Stream.of(
                        "FREITAG, 20. NOVEMBER 2026 08:00",
                        "\u041f\u042f\u0422\u041d\u0418\u0426\u0410, 20 \u041d\u041e\u042f\u0411\u0420\u042f 2026 \u0433. 08:00")
                .allMatch(text -> new TimeText().parse(text)));
    }

    private static Instant moment(TimeText time) {
        StreamClock clock = new StreamClock("a", OptionalLong.empty(), ReadOptions.defaults(), (origin, told) -> {});
        return Instant.EPOCH.plus(clock.stamp(time, 1).epochMicros(), java.time.temporal.ChronoUnit.MICROS);
    }
}
