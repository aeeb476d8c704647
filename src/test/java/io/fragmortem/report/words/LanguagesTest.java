package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every language has every sentence, with the same quantities and the same untranslatable names in it. */
final class LanguagesTest {

    private static final Path BUNDLES = Path.of("src", "main", "resources", "io", "fragmortem");
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "fragmortem");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    /** Names of Redis, its tools and the system: snake_case, options, commands in capitals, paths, configuration names. */
    private static final Pattern NAME = Pattern.compile(
            "--[a-z][a-z-]+|/(?:proc|data)[A-Za-z/]*|\\b[a-z0-9]+(?:_[a-z0-9]+)+\\b"
                    + "|\\b(?!copy-on-write|out-of-memory)[a-z]+(?:-[a-z]+){2,}\\b|\\b(?!OUT\\b|INPUT\\b|FILE\\b)[A-Z]{4,}(?:[ -][A-Z]{4,})*\\b|\\bVmSwap\\b");

    /** Values that are the same in every language although they have no Chinese: names and formats only. */
    private static final Set<String> SAME = Set.of(
            "chart.limit",
            "compare.metric.used_memory",
            "compare.metric.used_memory_rss",
            "figure.ratio",
            "figure.ratios",
            "figure.rss",
            "forecast.limit.maxmemory",
            "glossary.active",
            "glossary.allocated",
            "glossary.mib",
            "glossary.resident",
            "glossary.rss",
            "bar.rss",
            "capture.client-list",
            "capture.config",
            "capture.container",
            "capture.malloc-bins",
            "capture.process",
            "index.rss",
            "input.sha256",
            "input.expected.error_reply",
            "input.expected.line_protocol",
            "input.expected.proc",
            "language.html",
            "limit.maxmemory",
            "mark.event.fork_start",
            "mark.event.purge",
            "mark.metric.used_memory_rss",
            "room.maxmemory",
            "story.metric.used_memory",
            "story.metric.used_memory_rss",
            "trend.p",
            "advice.doctor");

    static List<String> bundles() {
        return Messages.BUNDLES;
    }

    private static Map<String, String> load(String bundle, String language) throws IOException {
        Properties properties = new Properties();
        Path file = BUNDLES.resolve(bundle + "_" + language + ".properties");
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> messages = new TreeMap<>();
        properties.forEach((key, message) -> messages.put((String) key, (String) message));
        return messages;
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(matcher.groupCount()));
        }
        return found;
    }

    @Test
    void everyBundleFileIsLoaded() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (String bundle : Messages.BUNDLES) {
            Languages.all().forEach(language -> expected.add(bundle + "_" + language + ".properties"));
        }
        try (Stream<Path> files = Files.list(BUNDLES)) {
            Set<String> found = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties"))
                    .forEach(found::add);
            assertEquals(expected, found);
        }
    }

    @Test
    void noKeyIsInTwoBundlesOrTwiceInOne() throws IOException {
        Set<String> seen = new TreeSet<>();
        List<String> twice = new ArrayList<>();
        for (String bundle : Messages.BUNDLES) {
            for (String line : Files.readAllLines(BUNDLES.resolve(bundle + "_en.properties"))) {
                if (line.indexOf('=') > 0 && !line.startsWith("#") && !seen.add(line.substring(0, line.indexOf('=')))) {
                    twice.add(line);
                }
            }
        }
        assertEquals(List.of(), twice);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void chineseHasTheKeysOfEnglishInTheSameOrder(String bundle) throws IOException {
        assertEquals(load(bundle, "en").keySet(), load(bundle, "zh").keySet());
        assertEquals(keys(bundle, "en"), keys(bundle, "zh"));
    }

    private static List<String> keys(String bundle, String language) throws IOException {
        return Files.readAllLines(BUNDLES.resolve(bundle + "_" + language + ".properties")).stream()
                .filter(line -> line.indexOf('=') > 0 && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void chineseHasTheQuantitiesOfEnglish(String bundle) throws IOException {
        Map<String, String> chinese = load(bundle, "zh");
        load(bundle, "en")
                .forEach((key, message) ->
                        assertEquals(all(PLACEHOLDER, message), all(PLACEHOLDER, chinese.getOrDefault(key, "")), key));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void namesOfFieldsAndCommandsStayAsTheyAre(String bundle) throws IOException {
        Map<String, String> chinese = load(bundle, "zh");
        List<String> wrong = new ArrayList<>();
        load(bundle, "en").forEach((key, message) -> {
            for (String name : all(NAME, message)) {
                if (!chinese.getOrDefault(key, "").contains(name)) {
                    wrong.add(key + ": " + name);
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothingIsLeftInEnglish(String bundle) throws IOException {
        Pattern letters = Pattern.compile("[A-Za-z]");
        Pattern sentence = Pattern.compile("[A-Za-z]+(?: [a-z]+){3,}");
        load(bundle, "zh").forEach((key, message) -> {
            boolean chinese = message.codePoints().anyMatch(c -> Character.isIdeographic(c));
            boolean words = letters.matcher(message.replaceAll("\\{\\d+}", "")).find();
            if (words && !SAME.contains(key)) {
                assertEquals(true, chinese, key + "=" + message);
            }
            assertFalse(
                    !SAME.contains(key)
                            && sentence.matcher(message.replaceAll("`[^`]*`", ""))
                                    .find(),
                    key + "=" + message);
            assertFalse(message.matches(".*[\\p{IsHan}][,;:!?].*"), "punctuation of " + key + "=" + message);
        });
    }

    @Test
    void whatIsTheSameIsInUse() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String bundle : Messages.BUNDLES) {
            keys.addAll(load(bundle, "zh").keySet());
        }
        Set<String> stale = new TreeSet<>(SAME);
        stale.removeAll(keys);
        assertEquals(Set.of(), stale);
    }

    /** Keys that no source names whole belong to families whose last part comes from an enum or a stable name. */
    @Test
    void noKeyOfInputAndCommandLineIsUnused() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> main = Files.walk(SOURCES);
                Stream<Path> spark = Files.walk(Path.of("src", "spark", "java"))) {
            Stream<Path> files = Stream.concat(main, spark);
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.append(Files.readString(file));
            }
        }
        Set<String> unused = new TreeSet<>();
        Set<String> keys = new TreeSet<>(load("input", "en").keySet());
        keys.addAll(load("cli", "en").keySet());
        keys.removeIf(key -> key.startsWith("cli.command.") || key.startsWith("format."));
        for (String key : keys) {
            if (sources.indexOf("\"" + key + "\"") < 0) {
                unused.add(key);
            }
        }
        assertEquals(Set.of(), unused);
    }
}
