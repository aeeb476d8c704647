package io.fragmortem.report.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The message bundles of one language: UTF-8 properties, those of the first language where a language lacks a key. */
final class Messages {

    /** What rules say, what reports say, what is said of the input, and what rules and thresholds are. */
    private static final List<String> OF_REPORTS = List.of("diagnosis", "report", "input", "explain");

    /** All bundles: what the command line says as well, which the page in a browser lacks. */
    static final List<String> BUNDLES =
            Stream.concat(OF_REPORTS.stream(), Stream.of("cli")).toList();

    private static final String FOLDER = "/io/fragmortem/";

    /** By language: whoever asks again, as a process that writes many reports does, reads no bundle again. */
    private static final Map<String, Messages> KNOWN = new HashMap<>();

    private final Map<String, Message> byKey = new HashMap<>();

    private Messages(Map<String, String> texts) {
        texts.forEach((key, text) -> byKey.put(key, new Message(text)));
    }

    /** The messages of a language such as {@code en} or {@code zh}. */
    static Messages of(String language) {
        synchronized (KNOWN) {
            return KNOWN.computeIfAbsent(language, l -> of(l, BUNDLES));
        }
    }

    /** Those of them that reports are made of. */
    static Messages ofReports(String language) {
        return of(language, OF_REPORTS);
    }

    private static Messages of(String language, List<String> bundles) {
        Map<String, String> all = new HashMap<>();
        for (String bundle : bundles) {
            load(bundle, Languages.first(), all);
            if (!language.equals(Languages.first())) {
                load(bundle, language, all);
            }
        }
        return new Messages(all);
    }

    /** These messages and more, for tests. */
    Messages with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(all());
        all.putAll(more);
        return new Messages(all);
    }

    /** Null where there is none. */
    @Nullable
    Message get(String key) {
        return byKey.get(key);
    }

    /** Every message by its key. */
    Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        byKey.forEach((key, message) -> all.put(key, message.text()));
        return Map.copyOf(all);
    }

    private static void load(String bundle, String language, Map<String, String> into) {
        String name = FOLDER + bundle + "_" + language + ".properties";
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            if (in == null) {
                return;
            }
            MessageLines.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), into::put);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
