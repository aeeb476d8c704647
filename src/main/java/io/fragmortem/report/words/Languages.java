package io.fragmortem.report.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The languages that there are words in: those that {@code languages.txt} beside the bundles lists. No code names one of them. */
public final class Languages {

    private static final String LIST = "/io/fragmortem/languages.txt";

    private static final List<String> ALL = read();

    private Languages() {}

    /** Their codes, for example {@code en}, in the order in which people are told them. */
    public static List<String> all() {
        return ALL;
    }

    /** The one that has every key, and that is spoken where none is asked for. */
    public static String first() {
        return ALL.get(0);
    }

    private static List<String> read() {
        try (InputStream in = Languages.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(LIST, e);
        }
    }
}
