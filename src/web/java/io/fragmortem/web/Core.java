package io.fragmortem.web;

import io.fragmortem.report.words.Wording;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.teavm.jso.JSExport;

/**
 * What the page's worker calls, in this order: {@link #begin}, {@link #add} for each file, {@link #finish}, then any of the
 * others. One analysis at a time, as a worker has one thread.
 */
public final class Core {

    /** The words of each language, which take longer to read than a dump. */
    private static final Map<String, Wording> WORDINGS = new HashMap<>();

    private static Run found = Run.NONE;
    private static Analysis analysis = new Analysis(Optional.empty(), Optional.empty());
    private static RunPages pages = new RunPages(Run.NONE, wording("en"));

    private Core() {}

    /** Compilers for browsers ask for it. */
    public static void main(String[] args) {}

    /**
     * Begins an analysis.
     *
     * @param zone of local times that name none, empty for UTC
     * @param seconds between neighbouring dumps without a time, 0 for unknown
     * @return false when there is no such zone
     */
    @JSExport
    public static boolean begin(String zone, double seconds) {
        try {
            Optional<ZoneId> given = zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone));
            Optional<Duration> interval =
                    seconds > 0 ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000))) : Optional.empty();
            analysis = new Analysis(given, interval);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /**
     * Reads a file.
     *
     * @param modified milliseconds since the epoch, negative when not known
     */
    @JSExport
    public static void add(String name, double modified, byte[] bytes) throws IOException {
        analysis.read(name, modified, bytes);
    }

    /**
     * Notes a file that the browser could not read.
     *
     * @param unpacked whether it failed while it was unpacked
     */
    @JSExport
    public static void refuse(String name, boolean unpacked) {
        analysis.refuse(name, unpacked ? "input.problem.contradictory" : "input.problem.denied");
    }

    /**
     * Analyses what was read.
     *
     * @param language one that has bundles, for example en
     * @param redacted whether names, addresses and paths are to be hidden
     * @return how many instances there are
     */
    @JSExport
    public static int finish(String language, boolean redacted) {
        found = analysis.result();
        pages = new RunPages(found, wording(language));
        redact(redacted);
        return found.size();
    }

    /** The same with pseudonyms, or with the names as they are. */
    @JSExport
    public static void redact(boolean redacted) {
        pages = new RunPages(redacted ? found.redacted() : found, pages.wording());
    }

    /** The same in another language. */
    @JSExport
    public static void say(String language) {
        pages = new RunPages(pages.run(), wording(language));
    }

    private static Wording wording(String language) {
        return WORDINGS.computeIfAbsent(language, added -> new Wording(added, ZoneOffset.UTC))
                .in(analysis.zone());
    }

    /** Class of the body for an instance by its rank, or for the list of all for -1. */
    @JSExport
    public static String severity(int rank) {
        return pages.severity(rank);
    }

    /** Title of a page. */
    @JSExport
    public static String title(int rank) {
        return pages.title(rank);
    }

    /** What stands in the page of an instance, or in the list of all for -1, to be put into our own page. */
    @JSExport
    public static String content(int rank) {
        return pages.content(rank);
    }

    /** A whole page to keep. */
    @JSExport
    public static String page(int rank) {
        return pages.page(rank);
    }

    /** What could not be read or used, one line for each; the reason for an empty answer. */
    @JSExport
    public static String unusable() {
        return String.join("\n", pages.unusable());
    }

    /** {@code result.json}. */
    @JSExport
    public static String json() {
        return pages.json();
    }

    /** {@code summary.md}. */
    @JSExport
    public static String summary() {
        return pages.summary();
    }
}
