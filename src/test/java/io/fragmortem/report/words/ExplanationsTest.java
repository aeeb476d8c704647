package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.rule.Rules;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplanationsTest {

    private static final Path PAGE = Path.of("src", "site", "markdown", "causes.md");
    private static final String MARK = "<!-- What follows is generated from the rules; a test compares it. -->\n";

    private final Explanations english = new Explanations(new Wording("en", ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyCauseAndRuleIsExplainedInFull(String language) {
        Wording wording = new Wording(language, ZoneOffset.UTC);
        Explanations explanations = new Explanations(wording);
        for (Cause cause : Cause.values()) {
            String text = explanations.of(cause.id()).orElseThrow();
            assertFalse(text.contains("explain."), text);
            assertTrue(text.contains(wording.text("explain.title.not")), text);
            assertTrue(explanations.list().contains(cause.id()));
        }
        for (Declaration rule : Rules.declarations()) {
            String text = explanations.of(rule.checkId()).orElseThrow();
            assertFalse(text.contains("threshold.") || text.contains("capture.") || text.contains("origin."), text);
            String joined = text.replaceAll("\\s+", "");
            for (Threshold threshold : rule.thresholds()) {
                assertTrue(joined.contains(threshold.name()), threshold.name());
            }
            rule.needs()
                    .forEach(need -> need.anyOf().stream()
                            .filter(input -> input.name().contains("_"))
                            .forEach(input -> assertTrue(joined.contains(input.name()), input.name())));
        }
        Rules.common().forEach((name, thresholds) -> {
            String text = explanations.of(name).orElseThrow();
            assertFalse(text.contains("explain.") || text.contains("threshold."), text);
            assertTrue(explanations.list().contains(name));
            thresholds.forEach(threshold -> assertTrue(text.contains(threshold.name()), threshold.name()));
        });
        assertTrue(explanations.of("nonsense").isEmpty());
    }

    /** No step that a report can name is missing where somebody looks it up. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void theRestartIsExplainedInAllItsSteps(String language) {
        Wording wording = new Wording(language, ZoneOffset.UTC);
        String text = new Explanations(wording).of("restart").orElseThrow().replaceAll("\\s+", "");
        assertFalse(text.contains("explain.") || text.contains("remedy."), text);
        Set<String> steps = ResourceBundle.getBundle("io.fragmortem.diagnosis_" + language).keySet().stream()
                .filter(key ->
                        key.startsWith("remedy.restart.step.") && !key.endsWith(".any") && !key.endsWith(".service"))
                .collect(Collectors.toSet());
        assertTrue(steps.size() > 15);
        for (String step : steps) {
            String words =
                    wording.plain(Phrase.of(step, Phrase.name("redis-cli"))).replaceAll("\\s+", "");
            assertTrue(text.contains(words), step);
        }
    }

    @Test
    void theSitesPageFollowsTheRules() throws IOException {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        int at = page.indexOf(MARK) + MARK.length();
        String expected = page.substring(0, at) + english.chapters();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected, StandardCharsets.UTF_8);
            return;
        }
        assertEquals(expected, page, "causes.md differs; if it should: mvn test -Dgolden.update=true");
    }

    @Test
    void twoCausesOfOneRuleShareItsThresholdsAndHaveTheirOwnWords() {
        String swapped = english.of("swapped").orElseThrow();
        String untouched = english.of("untouched-memory").orElseThrow();
        assertTrue(swapped.contains("resident-swapped-share") && untouched.contains("resident-swapped-share"));
        assertTrue(untouched.contains("does no harm"));
    }
}
