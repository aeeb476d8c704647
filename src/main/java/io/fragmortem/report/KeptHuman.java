package io.fragmortem.report;

import io.fragmortem.fleet.compare.Side;
import io.fragmortem.report.html.TypedReader;
import io.fragmortem.report.json.ResultReader;
import io.fragmortem.report.view.page.Typed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What people typed into an earlier report, by instance, so that a new run does not lose it. */
public final class KeptHuman {

    private static final String PAGES = "instances";

    private final Map<String, Typed> byName = new HashMap<>();

    private KeptHuman() {}

    /** Nothing was typed before. */
    public static KeptHuman none() {
        return new KeptHuman();
    }

    /** What was typed, by instance. */
    static KeptHuman of(Map<String, Typed> byName) {
        KeptHuman kept = new KeptHuman();
        kept.byName.putAll(byName);
        return kept;
    }

    /** By instance. */
    Map<String, Typed> all() {
        return Map.copyOf(byName);
    }

    /** Whether it may be a page of ours, or a folder with one. */
    public static boolean isReport(Path report) {
        Path page = Files.isDirectory(report) ? report.resolve("index.html") : report;
        try {
            String text = new String(Files.readAllBytes(page), StandardCharsets.UTF_8);
            return isOurs(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a page or a result is one of this program's; a page of a user's own template may not say so, but has our blocks. */
    static boolean isOurs(String text) {
        return text.contains("ragmortem") || text.contains("data-human");
    }

    /** Reads a page that a browser saved, or all pages of a report's folder. */
    public static KeptHuman read(Path report) {
        KeptHuman kept = new KeptHuman();
        try {
            if (Files.isDirectory(report)) {
                if (Files.exists(report.resolve("index.html"))) {
                    kept.page(report.resolve("index.html"));
                }
                if (Files.isDirectory(report.resolve(PAGES))) {
                    try (Stream<Path> pages = Files.list(report.resolve(PAGES))) {
                        for (Path page : pages.sorted().toList()) {
                            kept.page(page);
                        }
                    }
                }
            } else {
                kept.page(report);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(report.toString(), e);
        }
        return kept;
    }

    /** The same with other words, for reports that leave names out. */
    public KeptHuman rewritten(UnaryOperator<String> rewrite) {
        KeptHuman other = new KeptHuman();
        byName.forEach((name, typed) -> other.byName.put(rewrite.apply(name), typed.rewritten(rewrite)));
        return other;
    }

    private void page(Path file) throws IOException {
        String page = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Typed typed = TypedReader.read(page);
        if (!typed.isEmpty()) {
            byName.put(name(page), typed);
        }
    }

    private static String name(String page) {
        return ResultReader.read("", page).sides().stream()
                .map(Side::name)
                .findFirst()
                .orElse("");
    }

    /** How many instances have something. */
    public int size() {
        return byName.size();
    }

    /**
     * What was typed for an instance.
     *
     * @param instances how many the run has: what was typed for the only one then belongs to the only one now
     */
    Typed of(String instance, int instances) {
        if (instances == 1 && byName.size() == 1) {
            return byName.values().iterator().next();
        }
        return byName.getOrDefault(instance, Typed.NOTHING);
    }
}
