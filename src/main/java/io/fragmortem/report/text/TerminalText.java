package io.fragmortem.report.text;

import io.fragmortem.diagnosis.UserRule;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.BarRows;
import io.fragmortem.report.view.ActionViews;
import io.fragmortem.report.view.LedgerViews;
import io.fragmortem.report.view.SinceViews;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Ascii;
import io.fragmortem.report.words.Headline;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer on a terminal: who and how bad, one sentence, a bar for every component of RSS, then what to ask, to do, not to
 * do, and to capture next. Nothing depends on colour alone.
 *
 * <p>{@code new TerminalText(wording, 100, Colour.OFF, Glyphs.UNICODE).render(result)}
 *
 * <p>Long because it is one screen: each of its parts is a few lines that share width, colours and signs.
 */
public final class TerminalText {

    /** Whether escape sequences may be used. */
    public enum Colour {
        ON,
        OFF
    }

    /** What the terminal can show. */
    public enum Glyphs {
        UNICODE,
        ASCII
    }

    /** What is asked can make everything below it wrong, as where the data was emptied by accident. */
    private static final List<Remedy.Kind> ORDER =
            List.of(Remedy.Kind.ASK, Remedy.Kind.DO, Remedy.Kind.NOT, Remedy.Kind.NEXT);

    private static final int NARROWEST = 40;
    private static final int WIDEST = 118;
    private static final int LONGEST_BAR = 44;
    private static final int SHORTEST_BAR = 8;
    private static final int MOST_ALSO = 2;

    /** Before a text that is a command; it cannot stand in text, where control characters are escaped. */
    private static final String COMMAND = "\u0001";

    private static final String BOLD = "1";
    private static final String DIM = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String BLUE = "34";
    private static final String CYAN = "36";

    private final Wording wording;
    private final int width;
    private final Colour colour;
    private final Glyphs glyphs;

    /** Lines take at most {@code width} columns, but never more than people like to read. */
    public TerminalText(Wording wording, int width, Colour colour, Glyphs glyphs) {
        this.wording = wording;
        this.width = Math.max(NARROWEST, Math.min(WIDEST, width));
        this.colour = colour;
        this.glyphs = glyphs;
    }

    /** The answer for one instance; every line ends with a line feed. */
    public String render(InstanceResult result) {
        List<String> lines = new ArrayList<>();
        header(result, lines);
        Verdict verdict = result.diagnosis().verdict();
        lines.add("");
        paragraph(wording.plain(verdict.sentence()), BOLD, lines);
        since(result, lines);
        verdict.context().ifPresent(context -> paragraph(wording.plain(context), "", lines));
        bytes(result, lines);
        lines.add("");
        advice(result, lines);
        StringBuilder out = new StringBuilder();
        lines.forEach(line -> out.append(line.stripTrailing()).append('\n'));
        return glyphs == Glyphs.UNICODE ? out.toString() : Ascii.of(out.toString());
    }

    /** A single dump shows nothing of time, and what to capture next says so. */
    private void since(InstanceResult result, List<String> lines) {
        if (!result.fromMicros().equals(result.toMicros())) {
            paragraph(new SinceViews(wording).of(result), "", lines);
        }
    }

    /** The bytes of the moment that the verdict speaks of: where all is over, of its worst. */
    private void bytes(InstanceResult result, List<String> lines) {
        Optional<Breakdown> worst =
                result.worst().filter(moment -> SinceViews.isOver(result) && moment.atMicros() != 0);
        worst.or(result::now).ifPresent(moment -> {
            lines.add("");
            worst.ifPresent(told ->
                    lines.add("  " + paint(wording.text("bytes.worst.at", Phrase.moment(told.atMicros())), DIM)));
            bars(BarRows.of(moment), lines);
        });
    }

    private void header(InstanceResult result, List<String> lines) {
        Verdict verdict = result.diagnosis().verdict();
        String who = String.join(" · ", Headline.parts(result, wording));
        String severity = Marks.of(verdict.severity()) + " "
                + wording.severity(verdict.severity()).toUpperCase(Locale.ROOT);
        String sure = " · " + wording.text("confidence.of", Phrase.name(wording.confidence(verdict.confidence())));
        String shown = paint(severity, BOLD + ";" + accent(verdict.severity())) + sure;
        int rightWidth = TextWidth.of(severity + sure);
        int left = TextWidth.of(who);
        if (left + 3 + rightWidth <= width) {
            lines.add(who + " ".repeat(width - left - rightWidth) + shown);
        } else {
            lines.addAll(TextWidth.wrap(who, width));
            lines.add(shown);
        }
    }

    private void paragraph(String text, String style, List<String> lines) {
        TextWidth.wrap(text, width).forEach(line -> lines.add(paint(line, style)));
    }

    private void bars(BarRows bars, List<String> lines) {
        List<String> labels = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (BarRows.Row row : bars.rows()) {
            labels.add(wording.text(row.labelKey()));
            values.add(wording.bytes(row.bytes()));
        }
        String total = wording.text(bars.totalKey());
        String totalBytes = wording.bytes(bars.total());
        int labelWidth = widest(labels, total);
        int valueWidth = widest(values, totalBytes);
        int room = width - 2 - labelWidth - 1 - valueWidth - 2;
        int longest = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, room));
        for (int i = 0; i < labels.size(); i++) {
            BarRows.Row row = bars.rows().get(i);
            String bar = bar(row.bytes() / bars.longest() * longest);
            String head = "  " + TextWidth.padRight(labels.get(i), labelWidth) + " "
                    + TextWidth.padLeft(values.get(i), valueWidth) + "  ";
            lines.add(head + paint(bar, barColour(row.component())));
            if (row.bytes() < 0 && wording.has(row.labelKey() + ".note")) {
                note(wording.text(row.labelKey() + ".note"), head, bar, lines);
            }
        }
        if (bars.hasTotal()) {
            lines.add("  "
                    + paint(
                            TextWidth.padRight(total, labelWidth) + " " + TextWidth.padLeft(totalBytes, valueWidth),
                            BOLD));
        }
    }

    /** Behind the bar where there is room, else on lines of its own. */
    private void note(String note, String head, String bar, List<String> lines) {
        int used = TextWidth.of(head) + TextWidth.of(bar) + 2;
        if (used + TextWidth.of(note) <= width) {
            int last = lines.size() - 1;
            lines.set(last, lines.get(last) + "  " + paint(note, DIM));
        } else {
            TextWidth.wrap(note, width - 4).forEach(line -> lines.add("    " + paint(line, DIM)));
        }
    }

    private static int widest(List<String> texts, String other) {
        return Math.max(
                TextWidth.of(other),
                texts.stream().mapToInt(TextWidth::of).max().orElse(0));
    }

    private String bar(double columns) {
        if (columns == 0) {
            return "";
        }
        double length = Math.abs(columns);
        int full = (int) length;
        if (columns < 0) {
            return "▒".repeat(Math.max(1, (int) Math.round(length)));
        }
        int eighths = (int) Math.round((length - full) * 8);
        if (glyphs == Glyphs.ASCII) {
            return "█".repeat(Math.max(1, (int) Math.round(length)));
        }
        String rest = eighths == 0 ? (full == 0 ? "▏" : "") : String.valueOf("▏▎▍▌▋▊▉█".charAt(eighths - 1));
        return "█".repeat(full) + rest;
    }

    private void advice(InstanceResult result, List<String> lines) {
        List<Action> actions = result.diagnosis().actions();
        int labelWidth = 1;
        for (String key : List.of(
                "advice.do",
                "advice.ask",
                "advice.not",
                "advice.next",
                "advice.also",
                "advice.whose",
                "advice.doctor")) {
            labelWidth = Math.max(labelWidth, TextWidth.of(wording.text(key)));
        }
        for (Remedy.Kind kind : ORDER) {
            List<Action> ofKind =
                    actions.stream().filter(action -> action.kind() == kind).toList();
            if (kind == Remedy.Kind.DO && ofKind.isEmpty()) {
                entry(wording.text("advice.do"), labelWidth, List.of(wording.text("advice.nothing")), lines);
            }
            List<String> texts = new ArrayList<>();
            ofKind.forEach(action -> texts.addAll(action(action)));
            entry(wording.text("advice." + Spelling.lower(kind)), labelWidth, texts, lines);
        }
        entry(wording.text("advice.also"), labelWidth, also(result), lines);
        if (result.diagnosis().verdict().severity() != Severity.OK) {
            entry(wording.text("advice.whose"), labelWidth, new LedgerViews(wording).brief(result), lines);
        }
        List<String> doctor =
                result.diagnosis().doctor().stream().map(wording::plain).toList();
        entry(wording.text("advice.doctor"), labelWidth, doctor, lines);
    }

    private List<String> also(InstanceResult result) {
        Stream<String> own = result.diagnosis().ownFindings().stream()
                .map(check -> wording.text(
                        "advice.own",
                        Phrase.name(check.id().substring(UserRule.FAMILY.length())),
                        Phrase.name(wording.severity(check.severity().orElse(Severity.INFO))),
                        Phrase.nested(check.text())));
        Stream<String> others = result.diagnosis().suspects().stream()
                .filter(suspect ->
                        suspect.cause() != result.diagnosis().verdict().cause())
                .filter(suspect -> suspect.severity().compareTo(Severity.WARNING) >= 0)
                .limit(MOST_ALSO)
                .map(this::claim);
        return Stream.concat(own, others).toList();
    }

    private String claim(Suspect suspect) {
        return wording.text(
                "advice.claim",
                Phrase.nested(suspect.claim()),
                Phrase.name(wording.severity(suspect.severity())),
                Phrase.name(wording.confidence(suspect.confidence())));
    }

    /**
     * Commands first, alone on their lines, so that they can be copied; then what they do, bring and cost. What is asked comes
     * before its commands: they may only be typed after one answer.
     */
    private List<String> action(Action action) {
        Parts.ActionItem view = new ActionViews(wording).of(action);
        List<String> commands =
                view.commandLines().stream().map(command -> COMMAND + command).toList();
        String said = Wording.sentences(List.of(
                view.what(), view.back(), view.costs().risk(), view.costs().notWhen()));
        List<String> texts = new ArrayList<>(commands);
        texts.add(action.kind() == Remedy.Kind.ASK ? 0 : texts.size(), said);
        texts.addAll(view.before());
        if (!view.steps().isEmpty()) {
            texts.add(wording.text(
                    "action.steps.elsewhere", Phrase.count(view.steps().size())));
        }
        return texts;
    }

    private void entry(String label, int labelWidth, List<String> texts, List<String> lines) {
        String head = paint(TextWidth.padRight(label, labelWidth), BOLD) + "  ";
        String indent = " ".repeat(labelWidth + 2);
        for (String text : texts) {
            boolean command = text.startsWith(COMMAND);
            // A command is never broken: a broken one cannot be copied.
            List<String> wrapped =
                    command ? List.of(text.substring(1)) : TextWidth.wrap(text, Math.max(20, width - labelWidth - 2));
            for (String line : wrapped) {
                lines.add(head + (command ? paint(line, CYAN) : line));
                head = indent;
            }
        }
    }

    private String paint(String text, String style) {
        return colour == Colour.OFF || style.isEmpty() || text.isEmpty()
                ? text
                : "\u001b[" + style + "m" + text + "\u001b[0m";
    }

    private static String accent(Severity severity) {
        return switch (severity) {
            case CRITICAL -> RED;
            case WARNING -> YELLOW;
            case INFO -> CYAN;
            case OK -> GREEN;
        };
    }

    private static String barColour(Component component) {
        return switch (component) {
            case FRAGMENTATION -> RED;
            case RETAINED -> YELLOW;
            case ALLOCATOR_CACHE, OUTSIDE, UNATTRIBUTED -> DIM;
            case USED,
                    STARTUP,
                    DATASET,
                    OVERHEAD,
                    KEYSPACE,
                    CLIENTS,
                    REPLICAS,
                    REPLICATION_BACKLOG,
                    AOF_BUFFER,
                    SCRIPTS,
                    CLUSTER,
                    LUA -> BLUE;
        };
    }
}
