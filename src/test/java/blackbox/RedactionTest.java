package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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
}
