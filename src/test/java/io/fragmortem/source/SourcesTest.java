package io.fragmortem.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir
    Path dir;

    @Test
    void aFolderIsReadToItsDepthSortedByName() throws IOException {
        write("b/2.txt", "two");
        write("b/10.txt", "ten");
        write("a.txt", "a");
        write("B.txt", "B");
        assertEquals(List.of("/B.txt=B", "/a.txt=a", "/b/10.txt=ten", "/b/2.txt=two"), visit(dir.toString()));
    }

    @Test
    void readmesArePassedOverInSilence() throws IOException {
        write("README.md", "x");
        write("other.json", "{}");
        assertEquals(List.of("/other.json={}"), visit(dir.toString()));
        assertEquals(1, Sources.list(List.of(dir.toString()), Limits.defaults()).size());
    }

    /** A report may lie in the folder of a host, whose captures are none of it. */
    @Test
    void ownReportsAreLeftOutAndCapturesBesideThemAreRead() throws IOException {
        write("x.html", "<!doctype html><meta name=generator content=\"Fragmortem 1\">");
        write("out/result.json", "{\"schema\":\"fragmortem/1\"}");
        write("out/summary.md", "x");
        write("out/summary-chat.txt", "x");
        write("out/instances/01-cache.html", "of a user's template");
        write("out/info.log", "captured");
        write("lines/result.jsonl", "{\"schema\":\"fragmortem/1\"}");
        write("lines/index.html", "of a user's template");
        write("lines/fleet.csv", "rank,instance,severity,cause,confidence");
        write("host/fleet.csv", "time,instance");
        write("host/summary.md", "x");
        write("host/instances/01-cache.html", "x");
        write("result.json", "{\"schema\":\"fragmortem/1\"}");
        write("other.json", "{}");
        assertEquals(
                List.of(
                        "/host/fleet.csv=time,instance",
                        "/host/instances/01-cache.html=x",
                        "/host/summary.md=x",
                        "/other.json={}",
                        "/out/info.log=captured"),
                visit(dir.toString()));
        List<Source> listed = Sources.list(List.of(dir.toString()), Limits.defaults());
        List<Source> left = listed.stream().filter(Source::isLeftOut).toList();
        assertEquals(1, left.size());
        assertEquals(Phrase.count(9), left.get(0).refusal().orElseThrow().args().get(0));
    }

    @Test
    void whatIsHiddenIsCountedAndWhatIsExpectedOfSamplesIsNot() throws IOException {
        write("..hidden/info.log", "captured");
        write(".git/config", "x");
        write("day/.old.log", "x");
        write("day/.more.log", "x");
        write("day/.DS_Store", "x");
        write("day/._info.log", "x");
        write("day/info.log", "captured");
        write("day/expected.json", "{\"schema\":\"fragmortem/expected\"}");
        List<Source> left = Sources.list(List.of(dir.toString()), Limits.defaults()).stream()
                .filter(Source::isLeftOut)
                .toList();
        assertEquals(
                List.of("4 hidden files or folders: " + dir + "/..hidden, " + dir + "/.git, " + dir
                        + "/day/.more.log and 1 more"),
                left.stream()
                        .map(source -> English.of(source.refusal().orElseThrow()))
                        .toList());
        assertEquals(List.of("/day/info.log=captured"), visit(dir.toString()));
    }

    /** A network share goes away in the middle: the iterator throws what is no IOException. */
    @Test
    void aFolderThatFailsWhileBeingListedGivesWhatItListed() {
        Iterator<Path> two = List.of(dir.resolve("b.txt"), dir.resolve("a.txt")).iterator();
        Iterator<Path> broken = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Path next() {
                if (two.hasNext()) {
                    return two.next();
                }
                throw new DirectoryIteratorException(new IOException("Stale file handle"));
            }
        };
        List<Phrase> failed = new ArrayList<>();
        assertEquals(List.of(dir.resolve("a.txt"), dir.resolve("b.txt")), Sources.children(() -> broken, failed::add));
        assertEquals(
                "the folder could not be listed to its end (Stale file handle); what it listed until then was read",
                English.of(failed.get(0)));
    }

    /** What the system says, and never the name of the file in its place. */
    @Test
    void theReasonIsNotTheNameAgain() throws IOException {
        write("afile", "x");
        String below = dir.resolve("afile").resolve("b.txt").toString();
        assertEquals(List.of("problem /afile/b.txt: Not a directory"), visit(below));
        assertTrue(visit(dir.resolve("n".repeat(300)).toString()).get(0).endsWith("n: File name too long"));
        assertEquals("a file of this name is in the way", English.of(Reason.of(new FileAlreadyExistsException("x"))));
        assertEquals("a file where a folder is expected", English.of(Reason.of(new NotDirectoryException("x"))));
        assertEquals("permission denied", English.of(Reason.of(new AccessDeniedException("x"))));
        assertEquals("it ends too early", English.of(Reason.of(new EOFException())));
        assertEquals("the system gives no reason", English.of(Reason.of(new FileSystemException("x"))));
        assertEquals("No space left on device", English.of(Reason.of(new IOException("No space left on device"))));
    }

    @Test
    void anOwnReportGivenByNameIsRead() throws IOException {
        write("result.json", "{\"schema\":\"fragmortem/1\"}");
        assertEquals(1, visit(dir.resolve("result.json").toString()).size());
    }

    @Test
    void aFileReachedTwiceIsReadOnce() throws IOException {
        write("a.txt", "a");
        Files.createSymbolicLink(dir.resolve("b.txt"), dir.resolve("a.txt"));
        assertEquals(
                List.of("/a.txt=a"), visit(dir.toString(), dir.resolve("a.txt").toString()));
    }

    @Test
    void aMissingFileIsAProblemAndTheRestIsRead() throws IOException {
        write("a.txt", "a");
        assertEquals(
                List.of("problem /missing: no such file or folder", "/a.txt=a"),
                visit(dir.resolve("missing").toString(), dir.resolve("a.txt").toString()));
    }

    @Test
    void aNameThatIsNoPathIsAProblem() {
        assertEquals(List.of("problem a\\u0000b: not a path on this system"), visit("a\0b"));
    }

    @Test
    void anUnreadableFileIsAProblem() throws IOException {
        Path file = write("a.txt", "a");
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads everything");
        assertEquals(List.of("problem /a.txt: permission denied"), visit(dir.toString()));
    }

    @Test
    @Timeout(20)
    void aFifoIsNamedAndNeverOpened() throws IOException, InterruptedException {
        Path fifo = dir.resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", fifo.toString()).start();
        assumeTrue(mkfifo.waitFor(5, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "no mkfifo here");
        List<String> seen = visit(dir.toString());
        assertEquals(1, seen.size());
        assertTrue(seen.get(0).startsWith("problem /pipe: a FIFO, socket or device"), seen.get(0));
    }

    @Test
    void aFolderThatContainsItselfIsAProblem() throws IOException {
        write("a/1.txt", "1");
        Files.createSymbolicLink(dir.resolve("a/loop"), dir);
        List<String> seen = visit(dir.toString());
        assertEquals(List.of("/a/1.txt=1", "problem /a/loop: a folder that contains itself; expected no loops"), seen);
    }

    @Test
    void tooDeepFoldersAreAProblem() throws IOException {
        write("a/b/c/1.txt", "1");
        Limits limits = new Limits(1000, 10, 0, 10, 1, 2);
        assertEquals(
                List.of("problem /a/b: more than 2 folders below each other"),
                visit(limits, InputStream.nullInputStream(), dir.toString()));
    }

    @Test
    void standardInputIsADash() {
        InputStream stdin = new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("-=hello"), visit(Limits.defaults(), stdin, "-"));
    }

    @Test
    void gzipMembersAreReadOneAfterTheOther() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip("one\n".getBytes(StandardCharsets.UTF_8)));
        both.write(gzip("two\n".getBytes(StandardCharsets.UTF_8)));
        Files.write(dir.resolve("x"), both.toByteArray());
        assertEquals(List.of("/x=one\ntwo\n"), visit(dir.toString()));
        // a pipe gives a few bytes at a time
        InputStream slow = new ByteArrayInputStream(both.toByteArray()) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 7));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        assertEquals(List.of("-=one\ntwo\n"), visit(Limits.defaults(), slow, "-"));
    }

    @Test
    void gzipInsideGzipIsOpened() throws IOException {
        Files.write(dir.resolve("x.gz.gz"), gzip(gzip("deep".getBytes(StandardCharsets.UTF_8))));
        assertEquals(List.of("/x.gz.gz=deep"), visit(dir.toString()));
    }

    @Test
    void aTruncatedFileGivesWhatCameBeforeTheDamage() throws IOException {
        byte[] random = new byte[200_000];
        new java.util.SplittableRandom(1).nextBytes(random);
        byte[] packed = gzip(random);
        Files.write(dir.resolve("x.gz"), Arrays.copyOf(packed, packed.length / 2));
        List<Integer> lengths = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Sources.visit(List.of(dir.toString()), Limits.defaults(), InputStream.nullInputStream(), new Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                lengths.add(entry.stream().readAllBytes().length);
            }

            @Override
            public void problem(Problem problem) {
                problems.add(English.of(problem.reason()));
            }
        });
        assertTrue(lengths.get(0) > 90_000, lengths.toString());
        assertTrue(problems.get(0).startsWith("damaged after "), problems.toString());
    }

    /** Somebody rotates or cuts a file between the listing and the end of the reading. */
    @Test
    void aFileThatShrinksMeanwhileIsNamed() throws IOException {
        Path file = write("x.log", "0123456789");
        List<Source> listed = Sources.list(List.of(file.toString()), Limits.defaults());
        Files.writeString(file, "0123");
        assertEquals(
                List.of(
                        "/x.log=0123",
                        "problem /x.log: it became shorter while it was read: 4 of 10 bytes were there; what came"
                                + " before was read"),
                seen(listed));
        Files.delete(file);
        assertEquals(List.of("problem /x.log: no such file or folder"), seen(listed));
    }

    @Test
    void aFileThatGrowsMeanwhileIsReadAsFarAsItHasCome() throws IOException {
        Path file = write("x.log", "0123");
        List<Source> listed = Sources.list(List.of(file.toString()), Limits.defaults());
        Files.writeString(file, "0123456789");
        assertEquals(List.of("/x.log=0123456789"), seen(listed));
    }

    @Test
    void aDecompressionBombIsStopped() throws IOException {
        Files.write(dir.resolve("x.gz"), gzip(new byte[1 << 20]));
        List<String> seen =
                visit(new Limits(1 << 30, 100, 1 << 16, 10, 1, 4), InputStream.nullInputStream(), dir.toString());
        assertTrue(seen.get(1).contains("expands more than 100 times"), seen.get(1));
    }

    @Test
    void aStreamLongerThanTheLimitIsCut() throws IOException {
        write("x", "0123456789");
        List<String> seen = visit(new Limits(5, 100, 1 << 16, 10, 1, 4), InputStream.nullInputStream(), dir.toString());
        assertTrue(seen.get(1).contains("longer than the limit of 5 bytes"), seen.get(1));
    }

    @Test
    void aGzipHeaderThatLiesIsAProblem() throws IOException {
        Files.write(dir.resolve("x"), new byte[] {0x1f, (byte) 0x8b, 8, 4, 9, 9});
        assertTrue(visit(dir.toString()).get(0).startsWith("problem /x: "));
    }

    @Test
    void limitsMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1, 1, 1, 1));
    }

    private Path write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private List<String> visit(String... inputs) {
        return visit(Limits.defaults(), InputStream.nullInputStream(), inputs);
    }

    private List<String> visit(Limits limits, InputStream stdin, String... inputs) {
        List<String> seen = new ArrayList<>();
        Sources.visit(List.of(inputs), limits, stdin, listener(seen));
        return seen;
    }

    private List<String> seen(List<Source> sources) {
        List<String> seen = new ArrayList<>();
        sources.forEach(
                source -> Sources.read(source, Limits.defaults(), InputStream.nullInputStream(), listener(seen)));
        return seen;
    }

    private Visitor listener(List<String> seen) {
        return new Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                String text = new String(entry.stream().readAllBytes(), StandardCharsets.UTF_8);
                seen.add(entry.name().replace(dir.toString(), "") + "=" + text);
            }

            @Override
            public void problem(Problem problem) {
                seen.add("problem " + problem.name().replace(dir.toString(), "") + ": " + English.of(problem.reason()));
            }
        };
    }
}
