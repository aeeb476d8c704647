package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A third language is its bundles and a line in a list: one of the guide, and one that nobody speaks, which shows what no bundle says. */
final class AddingALanguageTest {

    private static final String FOLDER = "io/fragmortem/";
    private static final Path BUNDLES = Path.of("src/main/resources", FOLDER);

    /** What stands in braces is filled in; of {@code {0|sample|samples}} the forms are words. */
    private static final Pattern FILLED = Pattern.compile("\\{\\d+}|\\{\\d+\\||\\|");

    private static final Pattern NOT_PROSE = Pattern.compile("(?s)<(script|style|code|pre)\\b.*?</\\1>");
    private static final Pattern ENGLISH = Pattern.compile("\\b[A-Za-z]?[a-z]{2,}(?: +[a-z]{2,})+\\b");

    /** With the language that nobody speaks: loaded once for all that it is asked. */
    private static WorkedExample invented;

    @TempDir
    private Path temporary = Path.of("");

    @BeforeAll
    static void invent(@TempDir Path folder) throws Exception {
        invented = new WorkedExample(folder);
        speakInvented(invented);
    }

    @AfterAll
    static void close() throws IOException {
        invented.close();
    }

    @Test
    void theExampleOfTheGuideSpeaks() throws Exception {
        try (WorkedExample program = new WorkedExample(temporary)) {
            theExampleOfTheGuideSpeaks(program);
        }
    }

    private static void theExampleOfTheGuideSpeaks(WorkedExample program) throws Exception {
        List<String> pieces = WorkedExample.pieces("adding-a-language.md", "text|properties");
        program.appended(FOLDER + "languages.txt", pieces.get(0));
        program.resource(FOLDER + "report_eo.properties", pieces.get(1));
        program.resource(FOLDER + "diagnosis_eo.properties", pieces.get(2));
        String said = program.said("", "diagnose", "samples/founding-incident/info.txt", "--lang", "eo");
        assertTrue(said.contains("\n⚠ AVERTO · certeco alta\n"), said);
        assertTrue(said.contains("jemalloc-5.1.0 retenas 6.33 GiB da liberigitaj paĝoj"), said);
        assertTrue(said.contains("RSS"), said);
        assertTrue(program.said("", "explain", "--help").contains("en, zh or eo"), "help");
    }

    private static String invented(String message) {
        StringBuilder out = new StringBuilder();
        Matcher filled = FILLED.matcher(message);
        int from = 0;
        while (filled.find()) {
            foreign(message.substring(from, filled.start()), out);
            out.append(filled.group());
            from = filled.end();
        }
        foreign(message.substring(from), out);
        return out.toString();
    }

    /** Vowels become others that English has not: whatever comes from a bundle has no two English words in a row. */
    private static void foreign(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int vowel = "aeiouyAEIOUY".indexOf(c);
            out.append(vowel < 0 ? c : "àéîõüýÀÉÎÕÜÝ".charAt(vowel));
        }
    }

    private static void speakInvented(WorkedExample program) throws Exception {
        program.appended(FOLDER + "languages.txt", "xa\n");
        try (Stream<Path> bundles = Files.list(BUNDLES)) {
            for (Path bundle : bundles.filter(file -> file.toString().endsWith("_en.properties"))
                    .toList()) {
                StringBuilder text = new StringBuilder();
                for (String line : Files.readAllLines(bundle)) {
                    int end = line.indexOf('=') + 1;
                    text.append(line, 0, end)
                            .append(invented(line.substring(end)))
                            .append('\n');
                }
                String name = bundle.getFileName().toString().replace("_en", "_xa");
                program.resource(FOLDER + name, text.toString());
            }
        }
    }

    /** What somebody could type stays as it is. */
    private static final Pattern COMMAND = Pattern.compile("fragmortem [a-z].*|--[a-z-]+ \\S+");

    private static List<String> english(String text) {
        List<String> found = new ArrayList<>();
        Matcher words = ENGLISH.matcher(COMMAND.matcher(text).replaceAll(""));
        while (words.find()) {
            found.add(words.group());
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "founding-incident",
                "peak-then-flush",
                "restart",
                "primary-and-replica",
                "fork-copy-on-write",
                "swap"
            })
    void noSentenceOfAReportComesFromElsewhere(String sample) throws Exception {
        Path out = temporary.resolve("report");
        invented.said("", "analyze", "samples/" + sample, "-o", out.toString(), "--lang", "xa", "--quiet");
        String page = Files.readString(out.resolve("index.html"));
        String text = NOT_PROSE.matcher(page).replaceAll("\n").replaceAll("<[^>]*>", "\n");
        assertTrue(text.contains("nõt") && text.contains("thé"), "it does not speak the language");
        assertEquals(new TreeSet<>(), new TreeSet<>(english(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "analyze --help",
                "diagnose --help",
                "trend --help",
                "explain allocator-retention",
                "formats"
            })
    void noSentenceOfTheCommandLineComesFromElsewhere(String command) throws Exception {
        String said = invented.said("", (command + " --lang xa").split(" "));
        assertEquals(new TreeSet<>(), new TreeSet<>(english(said)));
    }
}
