package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast path and the forgiving path must agree, and neither may ever fail. */
@SuppressWarnings("StringConcatToTextBlock") // line ends matter here
final class InfoPathsTest {

    /** What must agree with other fields, as random values do not. */
    private static final Set<Field> SUMS = Set.of(
            Field.USED_MEMORY_OVERHEAD,
            Field.RSS_OVERHEAD_BYTES,
            Field.ALLOCATOR_RSS_BYTES,
            Field.ALLOCATOR_FRAG_BYTES);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bothPathsReadTheSame(long seed) throws IOException {
        Random random = new Random(seed);
        String log = log(random, 40);
        Recorder fast = read(log, 1 << 16);
        String indented =
                log.lines().map(line -> line.isEmpty() ? line : " " + line).collect(Collectors.joining("\n"));
        Recorder slow = read(indented, 1 << 16);
        assertEquals(40, fast.samples.size(), "seed " + seed);
        assertEquals(slow.sampleLines(), fast.sampleLines(), "seed " + seed);
        assertTrue(fastDumps(log) >= 30, "seed " + seed + ": " + fastDumps(log));
        assertEquals(0, fastDumps(indented));
    }

    /** What a dump that does not fit says of its facts must not stick to those that follow it. */
    @Test
    void aDumpThatDoesNotFitLeavesNoTrace() throws IOException {
        String one =
                "# Memory\nused_memory:10\nused_memory_rss:2000\nmaxmemory_policy:noeviction\nallocator_active:7\n";
        String other = one.replace("noeviction", "allkeys-lru").replace("allocator_active:7", "allocator_active:x");
        String grown = one.replace("10", "123456789012").replace("7", "-");
        String text = one + one + other + one + grown + one.replace("2000", "3") + one;
        Recorder read = read(text, 1 << 16);
        List<String> policies = read.samples.stream()
                .map(sample -> sample.facts().getOrDefault(Fact.MAXMEMORY_POLICY, ""))
                .toList();
        assertEquals("noeviction", policies.get(0));
        assertEquals("noeviction", policies.get(policies.size() - 1));
        assertEquals(1, policies.stream().filter("allkeys-lru"::equals).count(), policies.toString());
        Sample last = read.samples.get(read.samples.size() - 1);
        assertEquals(10, last.get(Field.USED_MEMORY).orElseThrow());
        assertEquals(2000, last.get(Field.USED_MEMORY_RSS).orElseThrow());
        assertEquals(7, last.get(Field.ALLOCATOR_ACTIVE).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 4096})
    void theSizeOfReadsDoesNotMatter(int chunk) throws IOException {
        String log = log(new Random(9), 30);
        assertEquals(read(log, 1 << 20).sampleLines(), read(log, chunk).sampleLines());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void damagedTextNeverFails(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] log = log(random, 6).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 40; round++) {
            byte[] damaged = log.clone();
            for (int hits = random.nextInt(60); hits >= 0; hits--) {
                int at = random.nextInt(damaged.length);
                int length = Math.min(1 + random.nextInt(9), damaged.length - at);
                switch (random.nextInt(5)) {
                    case 0 -> damaged[at] = (byte) random.nextInt();
                    case 1 -> damaged[at] = '\n';
                    case 2 -> System.arraycopy(damaged, random.nextInt(at + 1), damaged, at, Math.min(length, at + 1));
                    case 3 -> damaged[at] = (byte) ":=#>{}[]|\\\"'\r\0\u001b-. %".charAt(random.nextInt(19));
                    default -> java.util.Arrays.fill(damaged, at, at + length, (byte) '9');
                }
            }
            Recorder recorder = Recorder.read(new InfoFormat(), damaged, ReadOptions.defaults());
            for (Sample sample : recorder.samples) {
                sample.forEach((field, value) -> assertTrue(Double.isFinite(value), "seed " + seed + " " + field));
            }
        }
    }

    @Test
    void randomBytesNeverFail() {
        Random random = new Random(5);
        for (int round = 0; round < 60; round++) {
            byte[] noise = new byte[random.nextInt(5000)];
            random.nextBytes(noise);
            Recorder recorder = Recorder.read(new InfoFormat(), noise, ReadOptions.defaults());
            assertTrue(recorder.samples.isEmpty());
            assertEquals(1, recorder.rejected.size());
        }
    }

    @Test
    void aHugeLineIsReportedAndSkipped() {
        String dump = "# Memory\nused_memory:1\nused_memory_rss:2\n";
        String text = dump + "x".repeat((1 << 20) + (1 << 18)) + "\n" + dump;
        Recorder recorder = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        assertEquals(2, recorder.samples.size());
        assertEquals(1, recorder.rejected.size());
        assertEquals(4, recorder.rejected.get(0).origin().line());
        assertEquals(5, recorder.samples.get(1).origin().line());
        Recorder last = Recorder.read(new InfoFormat(), dump + "y".repeat(3 << 20), ReadOptions.defaults());
        assertEquals(1, last.samples.size());
    }

    @Test
    void aLongJsonLineIsRead() {
        String one =
                "{\"time\":1795336525,\"used_memory\":5,\"used_memory_rss\":6,\"pad\":\"" + "z".repeat(1000) + "\"},";
        Recorder recorder = Recorder.read(new InfoFormat(), "[" + one.repeat(3000) + "]\n", ReadOptions.defaults());
        assertEquals(3000, recorder.samples.size());
    }

    @Test
    void deepNestingAndLongNamesAreHarmless() {
        String text = "{".repeat(200_000) + "\"used_memory\":1,\"used_memory_rss\":2" + "}".repeat(200_000) + "\n"
                + "a_".repeat(5000) + ":1\n" + "used_memory:" + "9".repeat(5000) + "\n" + "> ".repeat(3000)
                + "used_memory:7\n";
        Recorder recorder = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        assertTrue(recorder.samples.size() >= 1);
    }

    @Test
    void manySpeakersStayBounded() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append("svc-").append(i).append(" | used_memory:").append(i).append('\n');
        }
        assertEquals(
                300,
                Recorder.read(new InfoFormat(), text.toString(), ReadOptions.defaults())
                        .samples
                        .size());
    }

    // ------------------------------------------------------------------ making dumps

    private static long fastDumps(String text) throws IOException {
        InfoReader reader = new InfoReader(
                entry(text, 1 << 16), ReadOptions.defaults(), new Recorder(), InfoReader.Purpose.USE, Optional.empty());
        reader.read();
        return reader.fastDumps();
    }

    private static Recorder read(String text, int chunk) throws IOException {
        Recorder recorder = new Recorder();
        new InfoFormat().read(entry(text, chunk), ReadOptions.defaults(), recorder);
        return recorder;
    }

    private static Entry entry(String text, int chunk) {
        InputStream stream = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
        return new Entry("test", OptionalLong.of(1_000_000L), stream);
    }

    private static String log(Random random, int dumps) {
        List<Field> fields = new ArrayList<>();
        for (Field field : Field.values()) {
            boolean taken = field.inInfo() && field != Field.SERVER_TIME_USEC && random.nextInt(3) > 0;
            if (taken && field != Field.USED_MEMORY && !SUMS.contains(field)) {
                fields.add(field);
            }
        }
        Collections.shuffle(fields, random);
        String end = random.nextBoolean() ? "\r\n" : "\n";
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < dumps; i++) {
            log.append(1795336525L + i).append('\n');
            log.append("# Memory")
                    .append(end)
                    .append("used_memory:")
                    .append(1000 + i)
                    .append(end);
            for (Field field : fields) {
                log.append(field.infoName())
                        .append(':')
                        .append(field.counterWord())
                        .append(value(field, random))
                        .append(
                                field.counterWord().startsWith("calls")
                                        ? ",usec=" + random.nextInt(1000) + ",usec_per_call=1.00"
                                        : "")
                        .append(end);
                if (field.unit() == Unit.BYTES && random.nextInt(30) == 0 && i == dumps / 2) {
                    log.append(field.infoName()).append("_human:0B").append(end);
                }
            }
            log.append(Fact.MEM_ALLOCATOR.infoName())
                    .append(i < dumps / 2 ? ":libc" : ":jemalloc-5.3.0")
                    .append(end);
            log.append(end).append("# Keyspace").append(end);
            log.append("db0:keys=")
                    .append(random.nextInt(1000))
                    .append(",expires=")
                    .append(i)
                    .append(",avg_ttl=0");
            log.append(end);
        }
        return log.toString();
    }

    private static String value(Field field, Random random) {
        long magnitude = (long) Math.pow(10, random.nextInt(13));
        return switch (field.unit()) {
            case RATIO -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * Math.min(magnitude, 1_000_000));
            case PERCENT -> String.format(Locale.ROOT, "%.2f%%", random.nextDouble() * 100);
            case SECONDS -> String.format(Locale.ROOT, "%.6f", random.nextDouble() * 10_000);
            case FLAG -> random.nextBoolean() ? "1" : "0";
            default ->
                (field.isDifference() && random.nextInt(20) == 0 ? "-" : "")
                        + (long) (random.nextDouble() * magnitude * 9);
        };
    }
}
