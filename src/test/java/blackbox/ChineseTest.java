package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --lang zh}: what a Chinese operator reads has no English sentence left in it. */
final class ChineseTest {

    private static final Pattern NOT_PROSE = Pattern.compile("(?s)<(script|style|code)\\b.*?</\\1>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?:aria-label|title|alt)=\"([^\"]*)\"");
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z][A-Za-z'’-]*(?:[ ,;]+[A-Za-z][A-Za-z'’-]*){3,}");

    /** Chinese beside Latin without a space, Chinese beside Chinese with one. */
    private static final Pattern UNEVEN = Pattern.compile(
            ".{0,9}(?:[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]|[\u4e00-\u9fff][ \u00a0][\u4e00-\u9fff]).{0,9}");

    @TempDir
    Path temporary;

    static Stream<String> samples() throws IOException {
        return SamplesTest.samples();
    }

    @Test
    void theFoundingIncidentOnATerminal() {
        Program run = Program.run("diagnose", "samples/founding-incident/info.txt", "--lang", "zh");
        assertEquals(0, run.code(), run.err());
        Golden.assertMatches("founding-zh.txt", run.out());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noEnglishSentenceIsLeftOnAPage(String sample) throws IOException {
        Path out = temporary.resolve("report");
        Program run = Program.run("analyze", "samples/" + sample, "-o", out.toString(), "--lang", "zh");
        assertEquals(0, run.code(), run.err());
        String page = Files.readString(out.resolve("index.html"));
        assertTrue(page.contains("<html lang=\"zh-CN\">"), sample);
        StringBuilder text = new StringBuilder();
        Matcher attributes = ATTRIBUTE.matcher(page);
        while (attributes.find()) {
            text.append(attributes.group(1)).append('\n');
        }
        text.append(NOT_PROSE.matcher(page).replaceAll("\n").replaceAll("<[^>]*>", "\n"));
        String input = input(Path.of("samples", sample));
        assertEquals(new TreeSet<>(), english(text.toString(), input));
        String read = NOT_PROSE.matcher(page).replaceAll("\n").replaceAll("(?s)<nav.*?</nav>", "");
        assertEquals(
                new TreeSet<>(),
                found(UNEVEN, read.replaceAll("</?(?:a|b|span)\\b[^>]*>", "").replaceAll("<[^>]*>", "\n")));
        String summary = Files.readString(out.resolve("summary.md")).replaceAll("(?s)```.*?```", "");
        assertEquals(new TreeSet<>(), english(summary, input));
        assertEquals(new TreeSet<>(), found(UNEVEN, summary));
    }

    @Test
    void helpAndFormatsAreInChinese() {
        for (String[] args : new String[][] {
            {"--help", "--lang", "zh"},
            {"analyze", "--help", "--lang=zh"},
            {"diagnose", "--help", "--lang", "zh"},
            {"trend", "--help", "--lang", "zh"},
            {"explain", "--help", "--lang", "zh"},
            {"formats", "--lang", "zh"}
        }) {
            Program run = Program.run(args);
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().codePoints().anyMatch(Character::isIdeographic), run.out());
            String prose = run.out()
                    .replaceAll("(?m)^ *(?:\\S+：)?fragmortem [a-z].*$", "")
                    .replaceAll("`[^`]*`", "");
            assertEquals(new TreeSet<>(), english(prose, ""));
        }
    }

    @Test
    void wrongUseIsToldInTheLanguageThatWasAskedFor() {
        assertEquals(
                "fragmortem: --fail-on much：应为 info、warning 或 critical\n",
                Program.run("diagnose", "x", "--lang", "zh", "--fail-on", "much")
                        .err());
        assertEquals(
                "fragmortem: --fail-on much: expected info, warning or critical\n",
                Program.run("diagnose", "zh", "--fail-on", "much").err());
        assertEquals(
                "fragmortem: nonsense：没有这个命令，见 fragmortem --help\n",
                Program.run("nonsense", "--lang=zh").err());
        assertEquals(
                "fragmortem: analyze：没有这个选项：--outp，见 fragmortem analyze --help；是否想用 --output？\n",
                Program.run("analyze", "x", "--outp", "y", "--lang", "zh").err());
    }

    @Test
    void theEnvironmentsLocaleDecidesNothing() {
        Program run = Program.run(new byte[0], Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "zh_CN.UTF-8"), "--help");
        assertTrue(run.out().contains("Exit codes: 0 done"), run.out());
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    /** Runs of four words and more in Latin letters. What the input says is quoted, not translated. */
    private static Set<String> english(String text, String input) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = ENGLISH.matcher(text);
        while (matcher.find()) {
            if (!input.contains(matcher.group())) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    private static String input(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                boolean packed = file.toString().endsWith(".gz");
                try (InputStream stored = Files.newInputStream(file);
                        InputStream in = packed ? new GZIPInputStream(stored) : stored) {
                    all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return all.toString();
    }
}
