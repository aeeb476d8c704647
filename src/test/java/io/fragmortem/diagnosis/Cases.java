package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.rule.Rule;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.TrendFinder;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Captures, and what rules and the diagnoser say of them; every phrase they say is held against the message bundle. */
public final class Cases {

    /** A healthy instance of 1,000 MiB on Redis 7.0 with its own jemalloc. */
    public static final String QUIET = "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:1000M "
            + "used_memory_rss:1080M used_memory_peak:1010M used_memory_overhead:100M used_memory_startup:1M "
            + "used_memory_dataset:900M allocator_allocated:1001M allocator_active:1030M allocator_resident:1060M "
            + "mem_clients_normal:1M mem_clients_slaves:0 mem_replication_backlog:1M mem_aof_buffer:0 "
            + "used_memory_scripts:0 used_memory_lua:40K active_defrag_running:0 maxmemory:0 "
            + "total_system_memory:16G";

    /** A server of 2.8: used memory, RSS and a peak, nothing else. */
    public static final String OLD = "redis_version:2.8.24 mem_allocator:jemalloc-3.6.0 used_memory:1000M "
            + "used_memory_rss:1080M used_memory_peak:1010M used_memory_lua:36K client_longest_output_list:0";

    /** The dump that this project began with. */
    public static final String FOUNDING = "mem_allocator:jemalloc-5.1.0 used_memory:856560 used_memory_rss:5710807040 "
            + "used_memory_peak:6762095536 used_memory_peak_perc:0.01 used_memory_overhead:843578 "
            + "used_memory_startup:790928 used_memory_dataset:12982 used_memory_dataset_perc:19.78 "
            + "allocator_allocated:2691760 allocator_active:3207168 allocator_resident:6795239424 "
            + "total_system_memory:14694866944 used_memory_lua:41984 used_memory_scripts:296 "
            + "number_of_cached_scripts:1 maxmemory:0 maxmemory_policy:noeviction allocator_frag_ratio:1.19 "
            + "allocator_frag_bytes:515408 allocator_rss_ratio:2118.77 allocator_rss_bytes:6792032256 "
            + "rss_overhead_ratio:0.84 rss_overhead_bytes:-1084432384 mem_fragmentation_ratio:7002.45 "
            + "mem_fragmentation_bytes:5709991496 mem_not_counted_for_evict:2660 mem_replication_backlog:0 "
            + "mem_clients_slaves:0 mem_clients_normal:49694 mem_aof_buffer:2660 active_defrag_running:0 "
            + "lazyfree_pending_objects:0";

    public static final double MIB = 1 << 20;

    private static final Map<MemoryModel, Trends> TRENDS = new WeakHashMap<>();

    private static final Properties MESSAGES = messages();

    private static final Properties EXPLAIN = messages("explain");

    /** What causes are called. */
    private static final Properties NAMES = messages("report");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[|}]");

    private Cases() {}

    /** What rules say. */
    public static Properties messages() {
        return messages("diagnosis");
    }

    /** One bundle in English. */
    public static Properties messages(String bundle) {
        return messages(bundle, "en");
    }

    public static Properties messages(String bundle, String language) {
        String name = "/io/fragmortem/" + bundle + "_" + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Cases.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The highest number of a placeholder in a message plus one. */
    public static int placeholders(String message) {
        Matcher matcher = PLACEHOLDER.matcher(message);
        int most = 0;
        while (matcher.find()) {
            most = Math.max(most, Integer.parseInt(matcher.group(1)) + 1);
        }
        return most;
    }

    public static Capture quiet() {
        return new Capture().always(QUIET);
    }

    /** A suspect of so many bytes that stand, of which nothing else is known. */
    public static Suspect suspect(Cause cause, double bytes, double share) {
        return new Suspect(
                cause,
                Severity.WARNING,
                Confidence.HIGH,
                claim(bytes, share),
                Suspect.Course.UNKNOWN,
                share,
                new Suspect.Said(Phrase.of("none"), List.of(), List.of()),
                List.of());
    }

    public static Claim claim(double bytes, double share) {
        return Claim.standing(new Claim.Held(bytes, 0, share), OptionalLong.empty());
    }

    public static Case of(Capture capture) {
        return of(capture, Thresholds.defaults());
    }

    public static Case of(Capture capture, Thresholds thresholds) {
        MemoryModel model = MemoryModel.of(capture.timeline());
        return new Case(model, thresholds, trends(model));
    }

    /** The rule's outcome, held against what the rule declares. */
    public static Rule.Outcome apply(Rule rule, Capture capture) {
        return apply(rule, MemoryModel.of(capture.timeline()), Thresholds.defaults());
    }

    public static Rule.Outcome apply(Rule rule, MemoryModel model, Thresholds thresholds) {
        Set<Threshold> asked = new HashSet<>();
        Case c = new Case(model, thresholds.watchedBy(asked::add), trends(model));
        Rule.Outcome outcome = rule.apply(c);
        asked.removeAll(rule.declaration().thresholds());
        assertEquals(Set.of(), asked, "thresholds that are used and not declared");
        outcome.suspects().forEach(suspect -> assertDeclared(rule.declaration(), suspect));
        assertEquals(rule.declaration().checkId(), outcome.check().id());
        assertFits(outcome.check().text());
        outcome.suspects().forEach(Cases::assertFits);
        if (!rule.declaration().isCheck()) {
            assertEquals(outcome.suspects().isEmpty(), outcome.check().status() != Check.Status.FINDING);
        }
        assertEquals(
                outcome.suspects().stream().findFirst(), outcome.first(), "the first suspect is the rule's answer");
        return outcome;
    }

    /** Many rules look at one model; what its statistics say is found once, by thresholds that no rule has. */
    private static Trends trends(MemoryModel model) {
        synchronized (TRENDS) {
            return TRENDS.computeIfAbsent(model, m -> TrendFinder.find(m, Thresholds.defaults()));
        }
    }

    private static void assertDeclared(Declaration declared, Suspect suspect) {
        assertTrue(declared.causes().contains(suspect.cause()), suspect.toString());
        assertTrue(suspect.severity().compareTo(declared.worst()) <= 0, suspect.toString());
        assertTrue(declared.rivals().containsAll(ruledOut(suspect)), suspect.toString());
        List<Remedy> proposed = suspect.remedies().stream().map(Action::remedy).toList();
        assertTrue(suspect.cause().remedies().containsAll(proposed), suspect.toString());
        assertTrue(suspect.score() >= 0 && suspect.score() <= 100, suspect.toString());
    }

    public static Rule.Outcome apply(Rule rule, String dump) {
        return apply(rule, new Capture().at(0, dump));
    }

    /** The only suspect of a rule. */
    public static Suspect suspect(Rule rule, Capture capture) {
        Rule.Outcome outcome = apply(rule, capture);
        assertEquals(1, outcome.suspects().size(), outcome.toString());
        return outcome.suspects().get(0);
    }

    public static Suspect suspect(Rule rule, String dump) {
        return suspect(rule, new Capture().at(0, dump));
    }

    public static void assertOk(String key, Rule rule, Capture capture) {
        Rule.Outcome outcome = apply(rule, capture);
        assertEquals(Check.Status.OK, outcome.check().status(), outcome.toString());
        assertEquals(key, outcome.check().text().key());
    }

    public static void assertOk(String key, Rule rule, String dump) {
        assertOk(key, rule, new Capture().at(0, dump));
    }

    public static void assertNotApplicable(Rule rule, Capture capture) {
        Rule.Outcome outcome = apply(rule, capture);
        assertEquals(Check.Status.NOT_APPLICABLE, outcome.check().status(), outcome.toString());
        assertEquals("check.missing", outcome.check().text().key());
    }

    public static void assertNotApplicable(Rule rule, String dump) {
        assertNotApplicable(rule, new Capture().at(0, dump));
    }

    public static Diagnosis diagnose(Capture capture) {
        return diagnose(MemoryModel.of(capture.timeline()));
    }

    public static Diagnosis diagnose(MemoryModel model) {
        Diagnosis diagnosis = Diagnoser.diagnose(model, trends(model), Thresholds.defaults());
        assertFits(diagnosis.verdict().sentence());
        diagnosis.verdict().context().ifPresent(Cases::assertFits);
        diagnosis.suspects().forEach(Cases::assertFits);
        diagnosis.actions().forEach(Cases::assertFits);
        diagnosis.checks().forEach(check -> assertFits(check.text()));
        diagnosis.doctor().forEach(Cases::assertFits);
        return diagnosis;
    }

    public static Diagnosis diagnose(String dump) {
        return diagnose(new Capture().at(0, dump));
    }

    public static List<String> ids(Diagnosis diagnosis, Remedy.Kind kind) {
        return diagnosis.actions().stream()
                .filter(a -> a.kind() == kind)
                .map(Action::id)
                .toList();
    }

    public static List<String> ids(List<Action> actions) {
        return actions.stream().map(Action::id).toList();
    }

    public static List<Cause> causes(Diagnosis diagnosis) {
        return diagnosis.suspects().stream().map(Suspect::cause).toList();
    }

    public static List<String> keys(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::key).toList();
    }

    /** What of its evidence has this key. */
    public static Optional<Phrase> evidence(Suspect suspect, String key) {
        return suspect.evidence().stream().filter(e -> e.key().equals(key)).findFirst();
    }

    public static List<Cause> ruledOut(Suspect suspect) {
        return suspect.ruledOut().stream().map(Suspect.RuledOut::cause).toList();
    }

    /** What is said of a suspect that is over, without when that was. */
    public static String past(Suspect suspect) {
        assertEquals("told.over", suspect.claim().key());
        return ((Phrase.Nested) arg(suspect.claim(), 0)).phrase().key();
    }

    public static Phrase.Arg arg(Phrase phrase, int index) {
        return phrase.args().get(index);
    }

    private static void assertFits(Suspect suspect) {
        assertFits(suspect.claim());
        suspect.evidence().forEach(Cases::assertFits);
        suspect.ruledOut().forEach(r -> assertFits(r.how()));
        suspect.remedies().forEach(Cases::assertFits);
        assertTrue(suspect.share() >= 0 && suspect.share() <= 1, suspect.toString());
        assertTrue(suspect.bytes() >= 0, suspect.toString());
    }

    private static void assertFits(Action action) {
        List<Phrase> all = new ArrayList<>(action.steps());
        all.addAll(action.before());
        action.needs().ifPresent(all::add);
        all.add(action.what());
        action.risk().ifPresent(all::add);
        action.notWhen().ifPresent(all::add);
        action.verify().ifPresent(all::add);
        all.forEach(Cases::assertFits);
    }

    /** The phrase's key is in the bundle, and the message asks for no more arguments than it has. */
    public static void assertFits(Phrase phrase) {
        String message = Stream.of(MESSAGES, EXPLAIN, NAMES)
                .map(bundle -> bundle.getProperty(phrase.key()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        assertTrue(message != null, "no message " + phrase.key());
        int needed = placeholders(Objects.requireNonNull(message));
        assertTrue(phrase.args().size() >= needed, phrase + " for " + message);
        phrase.args().forEach(arg -> {
            if (arg instanceof Phrase.Nested nested) {
                assertFits(nested.phrase());
            }
        });
    }
}
