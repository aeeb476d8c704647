package io.fragmortem.report.redact;

import io.fragmortem.snapshot.text.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What identifies by its place in a result, whatever it is called: instances and inputs. Their names are found again inside
 * other texts.
 */
final class Known {

    /** So many instances are called so that the name tells nothing, and hiding it would hide every mention of the product. */
    private static final Set<String> TELL_NOTHING = Set.of(
            "redis",
            "valkey",
            "keydb",
            "dragonfly",
            "localhost",
            "127.0.0.1",
            "::1",
            "-",
            "standard input",
            "stdin",
            "server",
            "instance",
            "memory",
            "info",
            "master",
            "slave",
            "primary",
            "replica",
            "default");

    private final Map<String, Secret> words = new HashMap<>();

    /** Names of several words by the first of them, the longest first. */
    private final Map<String, List<Secret>> phrases = new HashMap<>();

    /** Names shorter than this would be found in every text. */
    private static final int SHORTEST = 3;

    /** What turned out to be a secret anywhere in the run. */
    private final Map<String, Secret> met = new HashMap<>();

    /** Secrets of the run, to be found again in what people wrote about it. Numbers of ports are also other numbers. */
    void meet(Collection<Secret> secrets) {
        secrets.stream()
                .filter(secret -> secret.kind() != Kind.PORT && secret.text().length() >= SHORTEST)
                .forEach(secret -> met.put(secret.text(), secret));
    }

    Optional<Secret> met(String word) {
        return Optional.ofNullable(met.get(word));
    }

    /** An instance, as reports name it. */
    void instance(String name) {
        add(Address.withoutPort(name), Kind.HOST);
    }

    /** A stream: its path, and the last part of it, which stands in the rows of the timeline. */
    void stream(String name) {
        Secret path = new Secret(Kind.PATH, name);
        add(name, path);
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
        if (!words.containsKey(last)) {
            add(last, path);
        }
    }

    private void add(String name, Kind kind) {
        add(name, new Secret(kind, name));
    }

    private void add(String name, Secret secret) {
        if (name.isBlank() || TELL_NOTHING.contains(name.toLowerCase(Locale.ROOT))) {
            return;
        }
        if (Words.isOne(name)) {
            words.putIfAbsent(name, secret);
            return;
        }
        String text = Words.fromFirst(name);
        if (!text.isEmpty()) {
            List<Secret> sameStart =
                    phrases.computeIfAbsent(text.substring(0, Words.end(text, 0)), first -> new ArrayList<>());
            if (sameStart.stream().noneMatch(phrase -> phrase.text().equals(text))) {
                sameStart.add(new Secret(secret.kind(), text));
                sameStart.sort(Comparator.comparingInt(
                                (Secret phrase) -> -phrase.text().length())
                        .thenComparing(phrase -> phrase));
            }
        }
    }

    /** The longest name of several words that begins here with this word. */
    Optional<Secret> phrase(String word, String text, int at) {
        return phrases.getOrDefault(word, List.of()).stream()
                .filter(phrase -> text.startsWith(phrase.text(), at)
                        && Words.standsAlone(text, at, at + phrase.text().length()))
                .findFirst();
    }

    Optional<Secret> word(String word) {
        return Optional.ofNullable(words.get(word));
    }
}
