package io.fragmortem.report.redact;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.redact.Classifier.Trust;
import io.fragmortem.report.words.Languages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pseudonyms of one run. Numbered ones follow the sorted order of all that the run holds, so the same input gives the
 * same report; keyed ones depend on a secret key and the name alone, so that several runs agree.
 *
 * <p>{@code AnalysisResult harmless = Redaction.numbered(names, List.of(result)).of(result)}
 */
public final class Redaction {

    private static final Vocabulary VOCABULARY = Vocabulary.of(Languages.all());

    private static final String KEYED = Stream.of(Kind.values())
            .map(kind -> kind.pseudonym("[0-9a-z]{" + KeyedDigest.DIGITS + "}"))
            .collect(Collectors.joining("|", "(?:", ")"));

    private static final Pattern HAS_KEYED = Pattern.compile("\\b" + KEYED + "\\b");

    /** An instance under a keyed pseudonym, and its port where that is told. */
    private static final Pattern KEYED_NAME = Pattern.compile(KEYED + "(?::(?:[0-9]+|" + KEYED + "))?");

    private final Known known;
    private final Function<Secret, String> naming;

    private final Optional<Keyed> keyed;

    /** Every secret that was met, by its pseudonym. */
    private final SortedMap<String, String> met = new TreeMap<>();

    private final SortedMap<String, String> news = new TreeMap<>();

    private Redaction(Known known, Function<Secret, String> naming, Optional<Keyed> keyed) {
        this.known = known;
        this.naming = naming;
        this.keyed = keyed;
    }

    /**
     * All that keyed pseudonyms depend on, as a value that can travel to other machines, where they come out the same.
     *
     * @param key the secret itself: who has it can find out what a pseudonym stands for
     * @param names that identify by their place, in the order in which they became known
     */
    public record Keyed(byte[] key, List<Named> names) {}

    /** An instance or a stream by its name. */
    public record Named(Place place, String name) {}

    /** Where a name stands in a result. */
    public enum Place {
        INSTANCE,
        STREAM
    }

    /** What identifies by its place in results, whatever it is called. */
    public static final class Names {
        private final Known known = new Known();
        private final List<Named> all = new ArrayList<>();

        /** The instances, peers and streams of a run. */
        public Names of(AnalysisResult run) {
            run.inputs().forEach(input -> stream(input.name()));
            run.problems().forEach(problem -> stream(problem.name()));
            run.rejected().forEach(region -> stream(region.origin().stream()));
            run.instances().forEach(instance -> instance(instance.name())); // peers are others of them
            return this;
        }

        /** One instance and its peers. */
        public Names of(InstanceResult instance) {
            instance(instance.name());
            instance.peers().forEach(peer -> instance(peer.name()));
            return this;
        }

        /** An instance by its name. */
        public Names instance(String name) {
            known.instance(name);
            all.add(new Named(Place.INSTANCE, name));
            return this;
        }

        /** An input as typed. */
        public Names stream(String name) {
            known.stream(name);
            all.add(new Named(Place.STREAM, name));
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
        SortedSet<Secret> secrets = secrets(names, subjects);
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Map<Secret, String> numbers = new HashMap<>();
        for (Secret secret : secrets) {
            int number = counts.merge(secret.kind(), 1, Integer::sum);
            numbers.put(secret, secret.kind().pseudonym(String.valueOf(number)));
        }
        // What comes later than the subjects, such as text of a template, has no number.
        return new Redaction(
                names.known,
                secret -> numbers.getOrDefault(secret, secret.kind().pseudonym("x")),
                Optional.empty());
    }

    /** What the subjects hold that must not be shown; user's texts are searched for it from then on. */
    private static SortedSet<Secret> secrets(Names names, Subjects subjects) {
        SortedSet<Secret> secrets = new TreeSet<>();
        SortedSet<Secret> typed = new TreeSet<>();
        Classifier collector = collector(names.known, secrets);
        Classifier command = collector(names.known, typed);
        Strings strings =
                new Strings((text, trust) -> (trust == Trust.COMMAND ? command : collector).text(text, trust));
        subjects.forEach(strings::of);
        names.known.meet(secrets);
        secrets.addAll(typed);
        return secrets;
    }

    private static Classifier collector(Known known, Set<Secret> secrets) {
        return new Classifier(known, VOCABULARY, secret -> {
            secrets.add(secret);
            return secret.kind().pseudonym("0");
        });
    }

    /**
     * Pseudonyms that depend on the name alone, where the user wrote something about what the subjects hold.
     *
     * @param key a secret of whoever wants them to agree between runs
     */
    public static Redaction keyed(Names names, byte[] key, Subjects subjects) {
        secrets(names, subjects);
        return keyed(names, key);
    }

    /**
     * Pseudonyms that depend on the name alone.
     *
     * @param key a secret of whoever wants them to agree between runs
     */
    public static Redaction keyed(Names names, byte[] key) {
        UnaryOperator<String> digest = new KeyedDigest(key);
        return new Redaction(
                names.known,
                secret -> secret.kind().pseudonym(digest.apply(secret.kind() + " " + secret.text())),
                Optional.of(new Keyed(key, names.all)));
    }

    /** The same pseudonyms as elsewhere. */
    public static Redaction keyed(Keyed elsewhere) {
        Names names = new Names();
        elsewhere.names().forEach(one -> {
            if (one.place() == Place.INSTANCE) {
                names.instance(one.name());
            } else {
                names.stream(one.name());
            }
        });
        return keyed(names, elsewhere.key());
    }

    /** What must travel so that others find the same pseudonyms; empty where these are numbered. */
    public Optional<Keyed> keyed() {
        return keyed;
    }

    /** A result, or any part of one, with pseudonyms. */
    public <T> T of(T result) {
        return new Strings(classifier()::text).of(result);
    }

    /**
     * Names of instances of an earlier report with pseudonyms, where these are not pseudonyms already: one that keyed pseudonyms
     * of this run call an instance shows that the whole report has these. Numbers say nothing: another run gives them to others.
     *
     * @param here pseudonyms of the instances of this run
     */
    public UnaryOperator<String> earlier(Collection<String> names, Set<String> here) {
        boolean already = keyed.isPresent()
                && names.stream()
                        .anyMatch(name ->
                                here.contains(name) && HAS_KEYED.matcher(name).find());
        return name ->
                already && (here.contains(name) || KEYED_NAME.matcher(name).matches()) ? name : of(name);
    }

    /** A text that people wrote, with pseudonyms for what is known or looks like a secret. */
    public String typed(String text) {
        return classifier().text(text, Trust.USER);
    }

    private Classifier classifier() {
        return new Classifier(known, VOCABULARY, secret -> {
            String pseudonym = naming.apply(secret);
            synchronized (met) {
                if (met.put(pseudonym, secret.text()) == null) {
                    news.put(pseudonym, secret.text());
                }
            }
            return pseudonym;
        });
    }

    /** What each pseudonym stands for that was given for the first time since this was asked. */
    public Map<String, String> news() {
        synchronized (met) {
            Map<String, String> told = new TreeMap<>(news);
            news.clear();
            return told;
        }
    }

    /** Takes over what pseudonyms stand for that were given elsewhere. */
    public void learn(Map<String, String> names) {
        synchronized (met) {
            met.putAll(names);
        }
    }

    /** What each pseudonym stands for that was given so far. */
    public SortedMap<String, String> map() {
        synchronized (met) {
            return new TreeMap<>(met);
        }
    }
}
