package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every key that code and templates use is in the bundles, and templates hold no words of their own. */
class BundleTest {

    private static final Path MAIN = Path.of("src", "main", "java", "io", "fragmortem");
    private static final Path TEMPLATES = Path.of("templates");
    private static final Pattern TEXT = Pattern.compile(
            "(?:wording\\.text|fact|heading|table|append|count)\\(\\s*(?:facts, |out, level, )?\"([a-z0-9_.]+[a-z0-9_])\"\\s*[,)]");
    private static final Pattern PHRASE =
            Pattern.compile("Phrase\\s*\\.of\\(\\s*\"([a-z0-9_-]+\\.[a-z0-9_.-]+)\"\\s*[,)]");
    private static final Pattern TEMPLATE = Pattern.compile("t\\[\"([^\"]+)\"]");

    private final Wording wording = new Wording("en", ZoneOffset.UTC);

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private void assertKeys(Path file, Pattern pattern, Set<String> missing) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(file, StandardCharsets.UTF_8));
        while (matcher.find()) {
            if (!wording.has(matcher.group(1))) {
                missing.add(matcher.group(1) + " (" + file.getFileName() + ")");
            }
        }
    }

    @Test
    void everyKeyHasItsWords() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path file : files(MAIN.resolve("report"), ".java")) {
            assertKeys(file, TEXT, missing);
        }
        for (Path file : files(MAIN, ".java")) {
            assertKeys(file, PHRASE, missing);
        }
        for (Path file : files(TEMPLATES, ".ftlh")) {
            assertKeys(file, TEMPLATE, missing);
        }
        assertEquals(new TreeSet<>(), missing);
    }

    @Test
    void templatesHoldMarkupOnly() throws IOException {
        for (Path file : files(TEMPLATES, ".ftlh")) {
            String template = Files.readString(file, StandardCharsets.UTF_8);
            assertTrue(!template.contains("no_esc") && !template.contains("noautoesc"), file + " escapes everything");
            String words = template.replaceAll("(?s)<#--.*?-->", " ")
                    .replaceAll("\\$\\{[^}]*}", " ")
                    .replaceAll("(?s)</?[#@][^>]*(\"[^\"]*\"[^>]*)*>", " ")
                    .replaceAll("(?s)<[^>]*>", " ");
            Matcher word = Pattern.compile("[A-Za-z]{3,}").matcher(words);
            List<String> found = new ArrayList<>();
            while (word.find()) {
                found.add(word.group());
            }
            assertEquals(List.of(), found, file + " has words that belong in the bundle");
        }
    }
}
