package io.fragmortem.fleet.intake;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.text.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A fault of this program that cost a part of the input, while the run went on with the rest.
 *
 * @param stage what was being done
 * @param name of the stream or instance that it cost
 * @param line 1-based line of the stream that was too much, 0 where that is not known
 * @param format that the stream was read as, empty outside of reading
 * @param error class and message of what was thrown, cut, on one line
 * @param trace the innermost places in the code, for whoever mends it
 */
public record Defect(Stage stage, String name, long line, String format, String error, List<String> trace) {

    private static final int PLACES = 6;

    /** Where in the chain something of ours failed. */
    public enum Stage {
        READING,
        ANALYSIS,
        REPORT
    }

    public Defect {
        trace = List.copyOf(trace);
    }

    /** A stream that a reader of ours could not digest. */
    static Defect reading(String stream, long line, String format, Throwable thrown) {
        return new Defect(Stage.READING, stream, line, format, Text.shown(thrown.toString()), places(thrown));
    }

    /** An instance that could not be analysed. */
    public static Defect analysis(String instance, Throwable thrown) {
        return new Defect(Stage.ANALYSIS, instance, 0, "", Text.shown(thrown.toString()), places(thrown));
    }

    /** An instance whose page could not be made. */
    public static Defect report(String instance, Throwable thrown) {
        return new Defect(Stage.REPORT, instance, 0, "", Text.shown(thrown.toString()), places(thrown));
    }

    /** It in one sentence. */
    public Phrase what() {
        return Phrase.of(
                "defect." + stage.name().toLowerCase(Locale.ROOT),
                Phrase.name(line > 0 ? name + ":" + line : name),
                Phrase.name(error),
                Phrase.name(format));
    }

    private static List<String> places(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .limit(PLACES)
                .map(StackTraceElement::toString)
                .toList();
    }
}
