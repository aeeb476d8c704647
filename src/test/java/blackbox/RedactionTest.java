package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hostile capture is full of secrets in every place where one can stand: none of them leaves the program. */
class RedactionTest {

    @TempDir
    private Path temp = Path.of("");

    private Path capture = Path.of("");

    @BeforeEach
    void writeTheCapture() throws IOException {
        capture = Files.createDirectories(temp.resolve("captures/zanzibar-quokka"));
        for (Map.Entry<String, byte[]> file : SecretCapture.files().entrySet()) {
            Files.write(capture.resolve(file.getKey()), file.getValue());
        }
    }

    private Program run(String... args) {
        return Program.run(args);
    }

    private static void harmless(String what, String text) {
        for (String secret : SecretCapture.SECRETS) {
            assertFalse(
                    text.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)),
                    () -> what + " tells " + secret + ": " + around(text, secret));
        }
    }

    private static String around(String text, String secret) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(secret.toLowerCase(Locale.ROOT));
        return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void harmless(Path folder) throws IOException {
        assertFalse(filesIn(folder).isEmpty(), folder + " is empty");
        for (Path file : filesIn(folder)) {
            harmless("the name of " + file, folder.relativize(file).toString());
            harmless(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        }
    }

    @Test
    void noSecretLeavesTheProgram() throws IOException {
        for (String language : List.of("en", "zh")) {
            Path out = temp.resolve("out-" + language);
            Program analyzed = run(
                    "analyze",
                    capture.toString(),
                    "-o",
                    out.toString(),
                    "--redact",
                    "--lang",
                    language,
                    "--format",
                    "markdown,jira,mail,chat");
            assertTrue(analyzed.code() == 0 || analyzed.code() == 4, analyzed.err());
            harmless(out);
            harmless("standard error", analyzed.err());
            List<String> files = filesIn(capture).stream().map(Path::toString).toList();
            for (String format : List.of("text", "json", "markdown", "jira", "mail", "chat")) {
                List<String> args =
                        new ArrayList<>(List.of("diagnose", "--redact", "--format", format, "--lang", language));
                args.addAll(files);
                Program said = run(args.toArray(String[]::new));
                harmless("diagnose --format " + format, said.out());
                harmless("diagnose, standard error", said.err());
                assertTrue(said.out().contains("host-") || format.equals("chat"), said.out());
            }
            Path compared = temp.resolve("cmp-" + language);
            Program split = run(
                    "compare",
                    capture.toString(),
                    "--split",
                    "2026-11-22T08:40:00Z",
                    "--redact",
                    "--lang",
                    language,
                    "-o",
                    compared.toString());
            harmless(compared);
            harmless("compare, standard error", split.err());
        }
    }

    @Test
    void theSameInputGivesTheSamePseudonyms() throws IOException {
        run("analyze", capture.toString(), "-o", temp.resolve("a").toString(), "--redact");
        run("analyze", capture.toString(), "-o", temp.resolve("b").toString(), "--redact");
        List<Path> first = filesIn(temp.resolve("a"));
        for (Path file : first) {
            Path other = temp.resolve("b").resolve(temp.resolve("a").relativize(file));
            String was = Files.readString(file).replace(temp.resolve("a").toString(), "");
            assertEquals(was, Files.readString(other), file.toString());
        }
    }

    @Test
    void aKeyGivesTheSameNamesInSeveralRuns() throws IOException {
        Path key = Files.writeString(temp.resolve("key"), "correct horse battery staple");
        Path other = Files.writeString(temp.resolve("other"), "another horse, another battery");
        String info = capture.resolve("kraken-info.txt").toString();
        String log = capture.resolve("支付库.info").toString();
        String alone = first(run("diagnose", "--redact-key", key.toString(), "--format", "json", info));
        String together = first(run("diagnose", "--redact-key", key.toString(), "--format", "json", log, info), 1);
        assertEquals(alone, together);
        assertNotEquals(alone, first(run("diagnose", "--redact-key", other.toString(), "--format", "json", info)));
        Program tooShort = run(
                "diagnose",
                "--redact-key",
                Files.writeString(temp.resolve("k"), "short").toString(),
                info);
        assertEquals(2, tooShort.code());
    }

    private static String first(Program said) {
        return first(said, 0);
    }

    private static String first(Program said, int line) {
        String json = said.out().lines().toList().get(line);
        return json.substring(json.indexOf("\"name\":"), json.indexOf(",\"product\""));
    }

    @Test
    void theMapIsForItsOwnerAndFindsLeftovers() throws IOException {
        Path map = temp.resolve("map.tsv");
        Path out = temp.resolve("out");
        run("analyze", capture.toString(), "-o", out.toString(), "--redact-map", map.toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(map)));
        assertTrue(Files.readString(map).contains("\t10.77.3.41\n"), Files.readString(map));

        Program clean = run("--redact-check", out.toString(), "--redact-map", map.toString());
        assertEquals(0, clean.code(), clean.out());
        Path mail = Files.writeString(
                temp.resolve("mail.txt"),
                "It is host-1, that is redis-wombat.\nSee /srv/zanzibar/redis.conf on 10.9.8.7:6379\n");
        Program known = run("redact-check", mail.toString(), "--redact-map", map.toString());
        assertEquals(1, known.code());
        assertTrue(known.out().contains("mail.txt:1: redis-wombat"), known.out());
        Program shapes = run("redact-check", mail.toString());
        assertEquals(1, shapes.code());
        assertTrue(shapes.out().contains("mail.txt:2: /srv/zanzibar/redis.conf"), shapes.out());
        assertTrue(shapes.out().contains("mail.txt:2: 10.9.8.7:6379"), shapes.out());
    }

    @Test
    void aRedactedReportStillSpeaks() throws IOException {
        Path out = temp.resolve("out");
        run("analyze", "samples/peak-then-flush", "-o", out.toString(), "--redact");
        String summary = Files.readString(out.resolve("summary.md"));
        assertTrue(summary.contains("jemalloc-5.3.0 kept 612 MiB"), summary);
        assertFalse(summary.contains("name-"), summary);
    }

    /** A command of ours that lost its words could not be typed. */
    @Test
    void whatToTypeSurvives() throws IOException {
        Path out = temp.resolve("libc");
        run("analyze", "samples/libc-fragmentation", "-o", out.toString(), "--redact");
        String summary = Files.readString(out.resolve("summary.md"));
        assertTrue(
                summary.contains(
                        "awk '/^[^ ]+-/{m=$6?$6:\"anonymous \"$1} /^Rss:/{print $2,m}' /proc/20260/smaps | sort -rn | head"),
                summary);
    }

    /** The command line says "berlin" in an example of a zone; a report has no such sentence, so there it is somebody's name. */
    @Test
    void wordsOfTheCommandLineAloneAreNobodysButTheOwners() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("berlin"));
        Files.copy(Path.of("samples/founding-incident/info.txt"), folder.resolve("graphite.txt"));
        Path out = temp.resolve("hidden");
        run("analyze", folder.toString(), "-o", out.toString(), "--redact", "--since", "2020-01-01", "--no-progress");
        for (Path file : filesIn(out)) {
            String text = Files.readString(file).toLowerCase(Locale.ROOT);
            assertFalse(text.contains("berlin") || text.contains("graphite"), file.toString());
        }
        String summary = Files.readString(out.resolve("summary.md"));
        assertTrue(summary.contains("fragmortem analyze path-"), summary);
        assertTrue(summary.contains("--redact --since"), summary);
    }

    /** What the user wrote about this run is no place for the names in it. */
    @Test
    void notesHideWhatTheRunHides() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("noted"));
        Files.copy(Path.of("samples/peak-then-flush/info-memory.log.gz"), folder.resolve("info-memory.log.gz"));
        Files.copy(Path.of("samples/peak-then-flush/info-all"), folder.resolve("info-all"));
        Files.writeString(
                folder.resolve("clients.txt"),
                "id=7 addr=10.4.4.4:5000 laddr=10.4.4.5:6379 fd=8 name=mallory age=1 idle=0 flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 "
                        + "qbuf=0 qbuf-free=0 argv-mem=0 multi-mem=0 rbs=1024 rbp=0 obl=0 oll=0 omem=0 tot-mem=2000 events=r cmd=get "
                        + "user=eve.jones redir=-1 resp=2 lib-name= lib-ver=\n");
        String note = "eve.jones deployed, see https://wiki.corp.example/x";
        for (String more : List.of("--redact", "--redact-key=" + key())) {
            Path out = temp.resolve("noted-out" + more.length());
            Program said = run(
                    "analyze",
                    folder.toString(),
                    "-o",
                    out.toString(),
                    more,
                    "--format",
                    "jira,mail,markdown",
                    "--note",
                    "2026-11-22 08:38 " + note,
                    "--note",
                    "2020-01-01 08:38 " + note);
            List<String> texts = new ArrayList<>(List.of(said.err(), said.out()));
            for (Path file : filesIn(out)) {
                texts.add(Files.readString(file));
            }
            for (String text : texts) {
                assertFalse(text.contains("eve.jones") || text.contains("wiki"), text);
            }
            assertTrue(said.err().contains(" deployed, see path-"), said.err());
            assertTrue(Files.readString(out.resolve("summary.md")).contains(" deployed, see path-"));
        }
    }

    private String key() throws IOException {
        return Files.writeString(temp.resolve("notes.key"), "correct horse battery staple")
                .toString();
    }

    /** Every report of a sample is free of what is looked for. */
    @Test
    void ourOwnRedactedReportsHaveNoLeftovers() throws IOException {
        List<Path> samples;
        try (Stream<Path> all = Files.list(Path.of("samples"))) {
            samples = all.filter(Files::isDirectory).sorted().toList();
        }
        for (Path sample : samples) {
            Path out = temp.resolve("samples").resolve(sample.getFileName());
            run("analyze", sample.toString(), "-o", out.toString(), "--redact", "--format", "markdown,jira,mail,chat");
        }
        Program checked = run("redact-check", temp.resolve("samples").toString());
        assertEquals("", checked.out());
        assertEquals(0, checked.code(), checked.err());
        assertTrue(checked.err().contains("0 leftovers in "), checked.err());
        assertTrue(checked.err().contains("URLs, e-mail addresses"), checked.err());
    }

    /** A compressed file is what is in it; what is no text is said to be none. */
    @Test
    void leftoversAreLookedForInsideOfFiles() throws IOException {
        Path packed = temp.resolve("clients.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("ok\naddr=10.4.4.4:5000\n".getBytes(StandardCharsets.UTF_8));
        }
        Program inside = run("redact-check", packed.toString());
        assertEquals(1, inside.code());
        assertEquals(packed + ":2: 10.4.4.4:5000\n", inside.out());

        Path zip = temp.resolve("share.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("report/.hidden/README"));
            out.write("mail bob@corp.example".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(
                zip + "!report/.hidden/README:1: bob@corp.example\n",
                run("redact-check", zip.toString()).out());

        Path binary = Files.write(temp.resolve("dump.bin"), new byte[] {1, 0, '~', '/', 'x', 0, 3});
        Program unread = run("redact-check", binary.toString());
        assertEquals(4, unread.code());
        assertEquals("", unread.out());
        assertTrue(unread.err().contains("dump.bin: not looked into: a binary file"), unread.err());

        byte[] typed = "see /srv/zanzibar/x".getBytes(StandardCharsets.UTF_8);
        Program piped = Program.run(typed, Map.of(), "redact-check", "-");
        assertEquals("-:1: /srv/zanzibar/x\n", piped.out());

        Program slip = run("redact-check", "nofile");
        assertEquals(2, slip.code());
        assertEquals("fragmortem: nofile: no such file or folder\n", slip.err());
    }
}
