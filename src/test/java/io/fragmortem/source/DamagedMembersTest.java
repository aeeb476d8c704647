package io.fragmortem.source;

import static io.fragmortem.source.CutInputTest.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.words.English;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gzip file of several members of which some are damaged: the others are read, and what is lost is named. */
class DamagedMembersTest {

    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    private static String lines(int seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("m")
                    .append(seed)
                    .append("_used:")
                    .append(random.nextInt(1 << 30))
                    .append('\n');
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** A block as bgzip writes it. */
    private static byte[] block(String text) throws IOException {
        byte[] plain = gzip(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 3);
        out.write(4);
        out.write(plain, 4, 6);
        out.writeBytes(new byte[] {6, 0, 'B', 'C', 2, 0, 0, 0});
        out.write(plain, 10, plain.length - 10);
        return out.toByteArray();
    }

    private String read(byte[] stored) throws IOException {
        Path file = folder.resolve("x.gz");
        Files.write(file, stored);
        StringBuilder text = new StringBuilder();
        problems.clear();
        Visitor visitor = new Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                text.append(new String(entry.stream().readAllBytes(), StandardCharsets.UTF_8));
            }

            @Override
            public void problem(Problem problem) {
                problems.add(English.of(problem.reason()));
            }
        };
        Source source = new Source("x.gz", Optional.of(file), OptionalLong.empty(), stored.length, Optional.empty());
        if (Sources.read(source, Limits.defaults(), InputStream.nullInputStream(), visitor)) {
            return text.toString();
        }
        text.setLength(0);
        problems.clear();
        Sources.readSound(source, Limits.defaults(), InputStream::nullInputStream, visitor);
        return text.toString();
    }

    @Test
    void membersBehindADamagedOneAreRead() throws IOException {
        byte[][] days = new byte[4][];
        for (int day = 0; day < days.length; day++) {
            days[day] = gzip(lines(day, 3000));
        }
        for (int damaged = 0; damaged < days.length; damaged++) {
            byte[][] stored = days.clone();
            stored[damaged] = days[damaged].clone();
            int middle = stored[damaged].length / 2;
            Arrays.fill(stored[damaged], middle, middle + 40, (byte) 0x5a);
            String text = read(join(stored));
            StringBuilder others = new StringBuilder();
            for (int day = 0; day < days.length; day++) {
                if (day != damaged) {
                    assertTrue(text.contains(lines(day, 3000)), "day " + day + " where " + damaged + " is damaged");
                    others.append(lines(day, 3000));
                }
            }
            int from = damaged * days[0].length;
            assertTrue(problems.get(0).contains("bytes "), problems.toString());
            assertEquals(1, problems.size(), problems.toString());
            assertTrue(text.length() <= others.length() + lines(damaged, 3000).length(), "from byte " + from);
        }
    }

    @Test
    void theLostPartIsNamedByItsBytes() throws IOException {
        byte[] first = gzip(lines(1, 500));
        byte[] second = gzip(lines(2, 500));
        byte[] third = gzip(lines(3, 500));
        second[10] = 7; // a block of a kind that is none
        assertEquals(lines(1, 500) + lines(3, 500), read(join(first, second, third)));
        assertEquals(
                List.of(String.format(
                        java.util.Locale.ROOT,
                        "bytes %,d to %,d of the packed file are damaged: 0 bytes of their text were read, the rest is"
                                + " lost; the gzip members before and behind them were read",
                        first.length,
                        first.length + second.length)),
                problems);
    }

    @Test
    void aMemberWhoseHeaderIsBrokenIsNotPassedOverInSilence() throws IOException {
        byte[] second = gzip(lines(2, 500));
        second[1] = 0;
        assertEquals(lines(1, 500) + lines(3, 500), read(join(gzip(lines(1, 500)), second, gzip(lines(3, 500)))));
        assertEquals(1, problems.size());
        assertEquals(lines(1, 500), read(join(gzip(lines(1, 500)), "something else".getBytes(StandardCharsets.UTF_8))));
        assertEquals(1, problems.size(), problems.toString());
    }

    @Test
    void zerosBehindTheLastMemberAreNoDamage() throws IOException {
        assertEquals(lines(1, 50) + lines(2, 50), read(join(gzip(lines(1, 50)), gzip(lines(2, 50)), new byte[700])));
        assertEquals(List.of(), problems);
    }

    @Test
    void noLineIsMadeOfTwo() throws IOException {
        String text = lines(1, 9000);
        int a = 40_003;
        int b = 80_011;
        byte[] lost = block(text.substring(a, b));
        Arrays.fill(lost, 30, 60, (byte) 0);
        String found = read(join(block(text.substring(0, a)), lost, block(text.substring(b))));
        assertEquals(1, problems.size(), problems.toString());
        List<String> all = text.lines().toList();
        List<String> odd = found.lines().filter(line -> !all.contains(line)).toList();
        assertEquals(1, odd.size(), odd.toString());
        assertTrue(odd.get(0).endsWith("\ufffd"), odd.toString());
        assertTrue(found.endsWith(all.get(all.size() - 1) + "\n"));
    }

    @Test
    void aLastMemberThatIsCutIsReadAsFarAsItGoes() throws IOException {
        byte[] broken = gzip(lines(2, 500));
        broken[10] = 7;
        byte[] last = gzip(lines(3, 5000));
        String text = read(join(gzip(lines(1, 500)), broken, Arrays.copyOf(last, last.length / 2)));
        assertTrue(text.startsWith(lines(1, 500) + lines(3, 500)));
        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.get(1).contains("cut off"), problems.toString());
    }

    @Test
    void headersThatLeadNowhereCostNoMoreThanTheFileIsLong() throws IOException {
        byte[] nowhere = gzip(lines(1, 20_000));
        byte[] trap = Arrays.copyOf(nowhere, nowhere.length - 8);
        Arrays.fill(trap, trap.length - 200, trap.length, (byte) 0xff);
        byte[] stored = new byte[trap.length + 400_000];
        System.arraycopy(trap, 0, stored, 0, trap.length);
        for (int i = trap.length; i + 10 < stored.length; i += 10) {
            System.arraycopy(nowhere, 0, stored, i, 10);
        }
        byte[] first = gzip(lines(2, 100));
        long start = System.nanoTime();
        read(join(first, stored));
        assertTrue(System.nanoTime() - start < 20_000_000_000L, "it takes too long");
        assertTrue(!problems.isEmpty());
    }
}
