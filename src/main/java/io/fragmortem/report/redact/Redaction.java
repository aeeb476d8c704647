package io.fragmortem.report.redact;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.report.redact.Classifier.Trust;
import io.fragmortem.report.words.Wording;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The pseudonyms of one run. Numbered ones follow the sorted order of all that the run holds, so the same input gives the
 * same report; keyed ones depend on a secret key and the name alone, so that several runs agree.
 *
 * <p>{@code AnalysisResult harmless = Redaction.numbered(names, List.of(result)).of(result)}
 */
public final class Redaction {

    private static final Vocabulary VOCABULARY =
            Vocabulary.of(List.of(new Wording("en", ZoneOffset.UTC), new Wording("zh", ZoneOffset.UTC)));

    private final Known known;
    private final Function<Secret, String> naming;

    /** Every secret that was met, by its pseudonym. */
    private final SortedMap<String, String> met = new TreeMap<>();

    private Redaction(Known known, Function<Secret, String> naming) {
        this.known = known;
        this.naming = naming;
    }

    /** What identifies by its place in results, whatever it is called. */
    public static final class Names {
        private final Known known = new Known();

        /** The instances, peers and streams of a run. */
        public Names of(AnalysisResult run) {
            run.inputs().forEach(input -> known.stream(input.name()));
            run.problems().forEach(problem -> known.stream(problem.name()));
            run.rejected().forEach(region -> known.stream(region.origin().stream()));
            run.instances().forEach(this::of);
            return this;
        }

        /** One instance of a fleet; its peers are others of it. */
        private void of(InstanceSummary instance) {
            known.instance(instance.name());
        }

        /** One instance and its peers. */
        public Names of(InstanceResult instance) {
            known.instance(instance.name());
            instance.peers().forEach(peer -> known.instance(peer.name()));
            return this;
        }

        /** An instance by its name. */
        public Names instance(String name) {
            known.instance(name);
            return this;
        }

        /** An input as typed. */
        public Names stream(String name) {
            known.stream(name);
            return this;
        }
    }

    /**
     * Pseudonyms {@code host-1}, {@code host-2} in the order of the names.
     *
     * @param subjects everything of the run that will be shown
     */
    public static Redaction numbered(Names names, Collection<?> subjects) {
        return numbered(names, taker -> subjects.forEach(taker));
    }

    /** Gives everything that will be shown to whoever looks through it, from one thread at a time. */
    public interface Subjects {
        void forEach(Consumer<Object> taker);
    }

    /** The same for more than is in memory at once. */
    public static Redaction numbered(Names names, Subjects subjects) {
        TreeSet<Secret> secrets = new TreeSet<>();
        Classifier collector = new Classifier(names.known, VOCABULARY, secret -> {
            secrets.add(secret);
            return secret.kind().pseudonym("0");
        });
        Strings strings = new Strings(collector::text);
        subjects.forEach(strings::of);
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Map<Secret, String> numbers = new HashMap<>();
        for (Secret secret : secrets) {
            int number = counts.merge(secret.kind(), 1, Integer::sum);
            numbers.put(secret, secret.kind().pseudonym(String.valueOf(number)));
        }
        // What comes later than the subjects, such as text of a template, has no number.
        return new Redaction(
                names.known,
                secret -> numbers.getOrDefault(secret, secret.kind().pseudonym("x")));
    }

    /**
     * Pseudonyms that depend on the name alone.
     *
     * @param digest of a text under the key, in letters and digits
     */
    public static Redaction keyed(Names names, UnaryOperator<String> digest) {
        return new Redaction(
                names.known, secret -> secret.kind().pseudonym(digest.apply(secret.kind() + " " + secret.text())));
    }

    /** A result, or any part of one, with pseudonyms. */
    public <T> T of(T result) {
        return new Strings(classifier()::text).of(result);
    }

    /** A text that people wrote, with pseudonyms for what is known or looks like a secret. */
    public String typed(String text) {
        return classifier().text(text, Trust.USER);
    }

    private Classifier classifier() {
        return new Classifier(known, VOCABULARY, secret -> {
            String pseudonym = naming.apply(secret);
            synchronized (met) {
                met.put(pseudonym, secret.text());
            }
            return pseudonym;
        });
    }

    /** What each pseudonym stands for that was given so far. */
    public SortedMap<String, String> map() {
        synchronized (met) {
            return new TreeMap<>(met);
        }
    }
}
