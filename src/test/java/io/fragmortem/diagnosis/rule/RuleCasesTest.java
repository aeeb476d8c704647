package io.fragmortem.diagnosis.rule;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.rule.RuleCases.Line;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule has its cases in {@code rule-cases.txt}: at least one that it finds, one that it leaves alone, for each of its
 * thresholds a model that turns there, and for each input that it needs a model without it. What it says in all of them keeps
 * within what it declares.
 */
final class RuleCasesTest {

    private static final Map<Rule, List<Rule.Outcome>> OUTCOMES = new ConcurrentHashMap<>();

    static List<Rule> rules() {
        return Stream.concat(Rules.CAUSES.stream(), Rules.CHECKS.stream()).toList();
    }

    @Test
    void theTableHasARowForEachRuleAndNoOther() {
        Set<String> rules = Rules.declarations().stream().map(Declaration::id).collect(Collectors.toSet());
        assertEquals(rules, new HashSet<>(RuleCases.ids()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itFindsWhatItIsFor(Rule rule) {
        List<Line> lines = RuleCases.of(rule.declaration()).positive();
        assertAll(lines.stream().map(line -> () -> {
            Rule.Outcome outcome = apply(rule, line.scene().model(0), Thresholds.defaults());
            assertEquals(Check.Status.FINDING, outcome.check().status(), line + " says " + said(outcome));
            assertSays(line, 0, outcome);
        }));
        Set<Cause> found = lines.stream()
                .flatMap(line -> apply(rule, line.scene().model(0), Thresholds.defaults()).suspects().stream())
                .map(Suspect::cause)
                .collect(Collectors.toSet());
        assertEquals(new HashSet<>(rule.declaration().causes()), found, "each cause has a case");
        assertTrue(!lines.isEmpty(), "no positive case");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itLeavesAloneWhatIsNot(Rule rule) {
        List<Line> lines = RuleCases.of(rule.declaration()).negative();
        assertTrue(!lines.isEmpty(), "no negative case");
        assertAll(lines.stream().map(line -> () -> {
            Rule.Outcome outcome = apply(rule, line.scene().model(0), Thresholds.defaults());
            assertEquals(Check.Status.OK, outcome.check().status(), line + " says " + said(outcome));
            assertSays(line, 0, outcome);
        }));
    }

    /** Where a committed capture shows what a rule finds, or leaves alone, the table has one. */
    @ParameterizedTest
    @MethodSource("rules")
    void realCapturesStandInTheTableWhereThereAreSome(Rule rule) throws IOException {
        RuleCases cases = RuleCases.of(rule.declaration());
        Set<Check.Status> shown = new HashSet<>();
        for (Path folder : captures()) {
            MemoryModel model =
                    Scene.of("sample " + Path.of("samples").relativize(folder)).model(0);
            shown.add(apply(rule, model, Thresholds.defaults()).check().status());
        }
        assertEquals(shown.contains(Check.Status.FINDING), hasReal(cases.positive()), "positive");
        assertEquals(shown.contains(Check.Status.OK), hasReal(cases.negative()), "negative");
    }

    /** Folders of one instance each: those of samples, or what lies below them. */
    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("samples"))) {
            return files.filter(f -> f.getFileName().toString().matches("info.*(\\.gz|\\.txt)"))
                    .map(Path::getParent)
                    .filter(folder -> !folder.endsWith("info-all"))
                    .distinct()
                    .toList();
        }
    }

    private static boolean hasReal(List<Line> lines) {
        return lines.stream().anyMatch(line -> line.scene().isReal());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itTurnsAtEachOfItsThresholds(Rule rule) {
        Declaration declared = rule.declaration();
        List<Line> lines = RuleCases.of(declared).border();
        Set<String> tried = lines.stream().map(Line::what).collect(Collectors.toCollection(TreeSet::new));
        Set<String> names =
                declared.thresholds().stream().map(Threshold::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(names.isEmpty() ? Set.of("exact") : names, tried, "thresholds without a borderline case");
        assertAll(lines.stream().map(line -> () -> turns(rule, line)));
    }

    private static void turns(Rule rule, Line line) {
        List<Threshold> own = rule.declaration().thresholds().stream()
                .filter(t -> t.name().equals(line.what()))
                .toList();
        double at = own.isEmpty() ? 0 : own.get(0).value();
        double little = line.margin();
        // A check without a threshold is exact: nothing off, one byte off.
        double below = own.isEmpty() ? 0 : at * (1 - little);
        double above = own.isEmpty() ? 1 : at * (1 + little);
        Thresholds defaults = Thresholds.defaults();
        Rule.Outcome under = apply(rule, line.scene().model(below), defaults);
        Rule.Outcome over = apply(rule, line.scene().model(above), defaults);
        assertSays(line, 0, under);
        assertSays(line, 1, over);
        assertNotEquals(said(under), said(over), line.toString());
        if (own.isEmpty() || !own.get(0).isSettable()) {
            return;
        }
        Thresholds raised = defaults.with(own.get(0), at * (1 + 2 * little));
        Thresholds lowered = defaults.with(own.get(0), at * (1 - 2 * little));
        assertSays(line, 0, apply(rule, line.scene().model(above), raised));
        assertSays(line, 1, apply(rule, line.scene().model(below), lowered));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void withoutWhatItNeedsItSaysWhatIsMissing(Rule rule) {
        Declaration declared = rule.declaration();
        Set<Declaration.Need> tried = new LinkedHashSet<>();
        for (Line line : RuleCases.of(declared).absent()) {
            List<Declaration.Need> needs = declared.needs().stream()
                    .filter(need -> line.what().equals("each") == isField(need))
                    .filter(need -> line.what().equals("each") || names(need).contains(line.what()))
                    .toList();
            assertTrue(!needs.isEmpty(), "not needed: " + line);
            tried.addAll(needs);
            for (Declaration.Need need : needs) {
                Scene scene = line.scene();
                if (isField(need)) {
                    Rule.Outcome whole = apply(rule, scene.model(0), Thresholds.defaults());
                    assertTrue(whole.check().missing().isEmpty(), line + " lacks something already");
                    scene = scene.without(Stream.concat(names(need).stream(), DerivedFrom.sources(need, declared)));
                }
                Check check = apply(rule, scene.model(0), Thresholds.defaults()).check();
                assertEquals(Check.Status.NOT_APPLICABLE, check.status(), need + " of " + line + " " + check);
                assertEquals(need.anyOf(), check.missing(), line.toString());
            }
        }
        assertEquals(new LinkedHashSet<>(declared.needs()), tried, "needs that no case takes away");
    }

    /** Whether it can be taken out of a capture by its name; a span of time cannot. */
    private static boolean isField(Declaration.Need need) {
        return need.anyOf().stream().noneMatch(input -> input.kind() == Input.Kind.SPAN);
    }

    private static List<String> names(Declaration.Need need) {
        return need.anyOf().stream().map(Input::name).toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatItDeclaresHappensSomewhere(Rule rule) {
        Declaration declared = rule.declaration();
        List<Rule.Outcome> all = outcomes(rule);
        List<Suspect> suspects = suspects(rule).toList();
        assertEquals(new TreeSet<>(declared.rivals()), new TreeSet<>(each(suspects, Cases::ruledOut)));
        Set<Severity> severities =
                new TreeSet<>(each(all, o -> o.check().severity().stream().toList()));
        suspects.forEach(s -> severities.add(s.severity()));
        assertTrue(severities.contains(declared.worst()), "never as bad as declared: " + severities);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void whatHelpsAgainstACauseIsProposedSomewhere(Cause cause) {
        Set<Remedy> proposed = new TreeSet<>();
        Rules.CAUSES.stream()
                .flatMap(RuleCasesTest::suspects)
                .filter(suspect -> suspect.cause() == cause)
                .forEach(suspect -> suspect.remedies().forEach(action -> proposed.add(action.remedy())));
        assertEquals(new TreeSet<>(cause.remedies()), proposed);
    }

    private static Stream<Suspect> suspects(Rule rule) {
        return outcomes(rule).stream().flatMap(outcome -> outcome.suspects().stream());
    }

    /** What a rule says of all its cases, on both sides of what they are the border of. */
    private static List<Rule.Outcome> outcomes(Rule rule) {
        Declaration declared = rule.declaration();
        return OUTCOMES.computeIfAbsent(
                rule,
                key -> RuleCases.of(declared)
                        .all()
                        .flatMap(line -> Stream.of(1 - line.margin(), 1 + line.margin())
                                .map(near -> line.scene().model(near * at(declared, line))))
                        .map(model -> apply(rule, model, Thresholds.defaults()))
                        .toList());
    }

    private static double at(Declaration declared, Line line) {
        return declared.thresholds().stream()
                .filter(t -> t.name().equals(line.what()))
                .mapToDouble(Threshold::value)
                .findFirst()
                .orElse(1);
    }

    private static <T, R> List<R> each(List<T> all, Function<T, List<R>> of) {
        return all.stream().flatMap(one -> of.apply(one).stream()).toList();
    }

    /** The rule's outcome, which must keep within what the rule declares. */
    private static Rule.Outcome apply(Rule rule, MemoryModel model, Thresholds thresholds) {
        return Cases.apply(rule, model, thresholds);
    }

    private static void assertSays(Line line, int which, Rule.Outcome outcome) {
        Set<String> said = said(outcome);
        for (String word : line.expected().get(which).split("\\s+")) {
            boolean must = !word.startsWith("-");
            assertEquals(must, said.contains(must ? word : word.substring(1)), word + " of " + line + " in " + said);
        }
    }

    /** An outcome in words: status and key, and of each suspect its cause, severity, confidence, keys and remedies. */
    private static Set<String> said(Rule.Outcome outcome) {
        List<String> words = new ArrayList<>();
        words.add(lower(outcome.check().status()));
        keys(outcome.check().text(), words);
        outcome.check().missing().forEach(input -> words.add(input.name()));
        for (Suspect suspect : outcome.suspects()) {
            words.addAll(List.of(suspect.cause().id(), lower(suspect.severity()), lower(suspect.confidence())));
            words.add(suspect.claim().key());
            words.addAll(Cases.keys(suspect.evidence()));
            suspect.ruledOut().forEach(rival -> words.add(rival.how().key()));
            words.addAll(Cases.ids(suspect.remedies()));
            suspect.remedies().forEach(remedy -> words.addAll(Cases.keys(remedy.before())));
        }
        outcome.check().severity().ifPresent(severity -> words.add(lower(severity)));
        return new LinkedHashSet<>(words);
    }

    private static void keys(Phrase phrase, List<String> keys) {
        keys.add(phrase.key());
        for (Phrase.Arg arg : phrase.args()) {
            if (arg instanceof Phrase.Nested nested) {
                keys(nested.phrase(), keys);
            }
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
