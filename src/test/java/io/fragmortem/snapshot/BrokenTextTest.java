package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.log.ServerLogFormat;
import io.fragmortem.snapshot.metrics.ExpositionFormat;
import io.fragmortem.snapshot.system.TableFormat;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged texts that readers once fell over: each is refused in words, and what is whole beside the damage is read. */
final class BrokenTextTest {

    private static final ReadOptions PLAIN = ReadOptions.defaults();

    private static Recorder sniffed(String text) throws IOException {
        Recorder seen = new Recorder();
        Optional<Format> unused = new Sniffer(Formats.all())
                .read(
                        new Entry(
                                "test",
                                OptionalLong.empty(),
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                        PLAIN,
                        seen);
        return seen;
    }

    /** The line above is no header of rows with more cells than it has. */
    @Test
    void aTableWithoutHeaderIsNoTable() throws IOException {
        Recorder seen = sniffed("4\n,0005120000640");
        assertEquals(1, seen.rejected.size());
        assertTrue(seen.rejected.get(0).found().startsWith("text of an unknown kind"), seen.rejected.toString());
    }

    /** After a blank line a row of the old header's name may be a header that knows no time. */
    @Test
    void aSecondHeaderMayCallTheTimeAsItLikes() throws IOException {
        Recorder seen = sniffed("when,used_memory\n1795305600,1000\n\nwhen,used_memory_rss\n1795305610,3000\n");
        assertEquals(2, seen.samples.size(), seen.rejected.toString());
        assertEquals(3000, seen.samples.get(1).get(Field.USED_MEMORY_RSS).orElse(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anon_thp \u0663\ninactive_anon ", "memory.max \uff15\n"})
    void foreignDigitsAreNoNumbers(String text) throws IOException {
        Recorder seen = sniffed(text);
        assertEquals(0, seen.samples.size());
        assertEquals(1, seen.rejected.size());
    }

    @Test
    void anAnswerOfAQueryMayHaveItsArrowInTheWrongPlace() {
        String text =
                "redis_memory_used_bytes{instance=\"c1\"} => 5 @[1714557600]\n2 @[x{instance=\"c1\"} => 7 @[1714557600]\n";
        Recorder seen = Recorder.read(new ExpositionFormat(), text, PLAIN);
        assertEquals(5, seen.samples.get(0).get(Field.USED_MEMORY).orElse(-1));
    }

    /** A total beside its parts counts once. */
    @Test
    void aTotalIsNotAddedToItsParts() {
        String text = "keyspace_keys 7\nredis_db_keys{db=\"db0\"} 5\nredis_db_keys{db=\"db1\"} 2\n";
        for (String metrics :
                new String[] {text, text.lines().skip(1).reduce("", (a, b) -> a + b + "\n") + "keyspace_keys 7\n"}) {
            Recorder seen =
                    Recorder.read(new ExpositionFormat(), metrics.replace("keyspace_keys", "keyspace.keys"), PLAIN);
            assertEquals(7, seen.samples.get(0).get(Field.KEYSPACE_KEYS).orElse(-1), metrics);
        }
    }

    @ParameterizedTest
    @CsvSource({"USER XPID %CPU %MEM VSZ RSS COMMAND, 1", "USER PID %CPU %MEM VSZ XRSS COMMAND, 0"})
    void aTableOfProcessesMayLackAColumn(String header, int samples) {
        String text = header + "\nredis 4018 1.3 20.1 52400 40960 redis-server *:6379\n";
        Recorder seen = Recorder.read(new TableFormat(), text, PLAIN);
        assertEquals(samples, seen.samples.size());
    }

    @Test
    void aTableOfPodsMayLackAColumn() {
        String text = "NAME READY STATUS RESTARTS AGE\nredis-0 0/1 OOMKilled 7 4d2h\n";
        assertEquals(1, Recorder.read(new TableFormat(), text, PLAIN).events.size());
        for (String column : new String[] {"STATUS", "RESTARTS", "NAME"}) {
            String cut = text.replace(column, "X" + column);
            assertEquals(0, Recorder.read(new TableFormat(), cut, PLAIN).events.size(), column);
        }
    }

    /** NULs might be taken for UTF-32, of which most numbers are no characters. */
    @Test
    void bytesThatAreNoCharactersAreNoFailureOfTheDisk() {
        byte[] bytes = {0x1f, 0, 0, 0, 2, 3, (byte) 0xad, (byte) 0x97, (byte) 0xdb, 0x6e};
        for (Format format : Formats.all()) {
            assertEquals(0, Recorder.read(format, bytes, PLAIN).samples.size(), format.name());
        }
    }

    /** A look for the marks around a title took the square of the blanks in a line: minutes for these. */
    @Test
    void blanksInALongLineCostNothing() {
        String line = "kv-1 " + " ".repeat(60_000) + "memory\n";
        String text = "# Memory\nused_memory:1\nused_memory_rss:2\n" + line.repeat(8);
        Recorder seen = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> sniffed(text));
        assertEquals(1, seen.samples.size());
    }

    /** What a number must follow is no event without it: the line was cut. */
    @ParameterizedTest
    @CsvSource({
        "Background saving terminated by signal 9, 1",
        "Background saving terminated by signal, 0",
        "'Background saving terminated by signal ', 0",
        "'Background saving started by pid ', 0",
        "Background saving started by pid 77, 1",
        "'Out Of Memory allocating ', 0"
    })
    void aMessageThatWasCutBeforeItsNumberIsNone(String message, int events) {
        String text = "4018:M 14 Nov 2023 07:04:10.000 # " + message + "\n";
        assertEquals(
                events, Recorder.read(new ServerLogFormat(), text, PLAIN).events.size());
    }
}
