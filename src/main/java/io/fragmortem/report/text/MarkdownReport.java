package io.fragmortem.report.text;

import io.fragmortem.diagnosis.Suspect;
import io.fragmortem.diagnosis.Verdict;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.BarRows;
import io.fragmortem.report.view.ActionViews;
import io.fragmortem.report.view.AppendixViews;
import io.fragmortem.report.view.CheckViews;
import io.fragmortem.report.view.HumanBlocks;
import io.fragmortem.report.view.IndexViews;
import io.fragmortem.report.view.InstancePage;
import io.fragmortem.report.view.LedgerViews;
import io.fragmortem.report.view.PeerViews;
import io.fragmortem.report.view.SuspectViews;
import io.fragmortem.report.view.TimelineViews;
import io.fragmortem.report.words.Headline;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Wording;
import java.util.List;

/** The same report as Markdown, to be pasted into a ticket. Text from the input cannot become markup. */
public final class MarkdownReport {

    private static final int MOST_ROWS = 50;
    private static final int MOST_FULL = 10;

    private final Wording wording;

    public MarkdownReport(Wording wording) {
        this.wording = wording;
    }

    /** One instance: verdict, actions, bytes, suspects, timeline. */
    public String instance(InstanceResult result) {
        StringBuilder out = new StringBuilder(4_096);
        instance(result, "#", out);
        return out.toString();
    }

    /** The whole run; the worst instances in full, the others in one line each. */
    public String summary(AnalysisResult run) {
        StringBuilder out = new StringBuilder(8_192);
        List<InstanceResult> instances = run.instances();
        if (instances.size() == 1) {
            instance(instances.get(0), "#", out);
        } else {
            line(out, "# " + escape(new IndexViews(wording).title(run)));
            overview(instances, out);
            instances.stream().limit(MOST_FULL).forEach(instance -> instance(instance, "##", out));
        }
        unusable(run, out);
        heading(out, "##", "section.human");
        out.append(HumanBlocks.markdown(wording)).append('\n');
        heading(out, "##", "section.appendix");
        for (InstancePage.FactView fact : new AppendixViews(wording).facts(run)) {
            out.append("- ")
                    .append(escape(wording.labelled(fact.label(), fact.value())))
                    .append('\n');
        }
        return out.toString();
    }

    private void overview(List<InstanceResult> instances, StringBuilder out) {
        out.append("| # | ")
                .append(wording.text("index.severity"))
                .append(" | ")
                .append(wording.text("index.instance"));
        out.append(" | ").append(wording.text("index.cause")).append(" | ").append(wording.text("index.gap"));
        out.append(" |\n| ---: | --- | --- | --- | ---: |\n");
        for (int i = 0; i < instances.size(); i++) {
            InstanceResult instance = instances.get(i);
            Verdict verdict = instance.diagnosis().verdict();
            String gap = instance.now()
                    .filter(now -> now.split() == Breakdown.Split.FULL || now.split() == Breakdown.Split.USED_AND_RSS)
                    .map(now -> wording.bytes(now.gap()))
                    .orElse(Quantities.NONE);
            row(
                    out,
                    List.of(
                            String.valueOf(i + 1),
                            Marks.of(verdict.severity()) + " " + wording.severity(verdict.severity()),
                            Headline.name(instance),
                            wording.cause(verdict.cause()),
                            gap));
        }
        out.append('\n');
    }

    private void instance(InstanceResult result, String level, StringBuilder out) {
        Verdict verdict = result.diagnosis().verdict();
        line(out, level + " " + escape(Headline.name(result)));
        line(
                out,
                escape(String.join(
                        " · ",
                        Headline.parts(result, wording)
                                .subList(1, Headline.parts(result, wording).size()))));
        line(
                out,
                "**" + Marks.of(verdict.severity()) + " " + escape(wording.severity(verdict.severity())) + " · "
                        + escape(wording.text("confidence.of", Phrase.name(wording.confidence(verdict.confidence()))))
                        + "**");
        line(out, "**" + escape(wording.plain(verdict.sentence())) + "**");
        verdict.context().ifPresent(context -> line(out, escape(wording.plain(context))));
        result.quality().leftOut().ifPresent(why -> line(out, escape(wording.plain(why))));
        actions(result, level + "#", out);
        result.now().ifPresent(now -> bytes(now, level + "#", out));
        ledger(result, level + "#", out);
        suspects(result, level + "#", out);
        peers(result, level + "#", out);
        new CheckViews(wording).ofUser(result).forEach(list -> named(list, level + "#", out));
        timeline(result, level + "#", out);
    }

    private void actions(InstanceResult result, String level, StringBuilder out) {
        heading(out, level, "section.do");
        List<Action> actions = result.diagnosis().actions();
        if (actions.stream().noneMatch(action -> action.kind() == Remedy.Kind.DO || action.kind() == Remedy.Kind.ASK)) {
            line(out, escape(wording.text("do.nothing")));
        }
        for (Action action : actions) {
            InstancePage.ActionView view = new ActionViews(wording).of(action);
            String kind = wording.text("advice." + Spelling.lower(action.kind()));
            String label = wording.labelled(kind, "").strip();
            out.append("- **").append(escape(label)).append("** ");
            out.append(escape(Wording.sentences(
                    List.of(view.what(), view.back(), view.needs(), view.risk(), view.notWhen(), view.verify()))));
            out.append('\n');
            if (!view.commands().isEmpty()) {
                out.append("\n  ").append(fence(view.commands())).append('\n');
                view.commands()
                        .forEach(command -> out.append("  ").append(command).append('\n'));
                out.append("  ").append(fence(view.commands())).append("\n\n");
            }
            if (!view.before().isEmpty()) {
                out.append('\n');
                view.before()
                        .forEach(failed ->
                                out.append("  **").append(escape(failed)).append("**\n\n"));
            }
            for (int i = 0; i < view.steps().size(); i++) {
                out.append("  ")
                        .append(i + 1)
                        .append(". ")
                        .append(escape(view.steps().get(i)))
                        .append('\n');
            }
        }
        out.append('\n');
    }

    /** A fence that no command can close. */
    private static String fence(List<String> commands) {
        String fence = "```";
        while (contains(commands, fence)) {
            fence += "`";
        }
        return fence;
    }

    private static boolean contains(List<String> commands, String fence) {
        return commands.stream().anyMatch(command -> command.contains(fence));
    }

    private void bytes(Breakdown now, String level, StringBuilder out) {
        heading(out, level, "section.bytes");
        out.append("| ").append(wording.text("bytes.component")).append(" | ").append(wording.text("bytes.now"));
        out.append(" |\n| --- | ---: |\n");
        BarRows bars = BarRows.of(now);
        for (BarRows.Row row : bars.rows()) {
            row(out, List.of(wording.text(row.labelKey()), wording.bytes(row.bytes())));
        }
        row(out, List.of(wording.text(bars.totalKey()), wording.bytes(bars.total())));
        out.append('\n');
    }

    private void ledger(InstanceResult result, String level, StringBuilder out) {
        for (InstancePage.LedgerView view : new LedgerViews(wording).of(result)) {
            line(out, level + " " + escape(view.title()));
            row(out, view.head());
            out.append("| --- | --- | ---: | ---: |\n");
            view.rows().forEach(cells -> row(out, cells));
            out.append('\n');
            if (!view.ratios().isEmpty()) {
                line(out, escape(view.ratios()));
            }
        }
    }

    private void suspects(InstanceResult result, String level, StringBuilder out) {
        List<Suspect> suspects = result.diagnosis().suspects();
        if (suspects.isEmpty()) {
            return;
        }
        heading(out, level, "section.suspects");
        List<InstancePage.SuspectView> views = new SuspectViews(wording).of(result);
        for (int i = 0; i < views.size(); i++) {
            InstancePage.SuspectView view = views.get(i);
            out.append(view.number())
                    .append(". **")
                    .append(escape(view.title()))
                    .append("** ");
            out.append(escape(wording.text(
                            "suspect.facts",
                            Phrase.name(view.facts()),
                            Phrase.nested(suspects.get(i).claim()))))
                    .append('\n');
            view.evidence()
                    .forEach(text -> out.append("   - ").append(escape(text)).append('\n'));
            view.ruledOut()
                    .forEach(text -> out.append("   - ")
                            .append(escape(wording.text("suspect.ruled_out")))
                            .append(' ')
                            .append(escape(text))
                            .append('\n'));
        }
        out.append('\n');
    }

    private void peers(InstanceResult result, String level, StringBuilder out) {
        for (InstancePage.PeersView view : new PeerViews(wording).of(result)) {
            line(out, level + " " + escape(view.title()));
            row(out, view.head());
            out.append("| --- | --- | --- | ---: | ---: | ---: | ---: |\n");
            view.rows().forEach(cells -> row(out, cells));
            out.append('\n');
            view.said().forEach(text -> line(out, escape(text)));
        }
    }

    private void timeline(InstanceResult result, String level, StringBuilder out) {
        if (result.timeline().isEmpty()) {
            return;
        }
        heading(out, level, "section.timeline");
        out.append("| ")
                .append(wording.zoneName())
                .append(" | ")
                .append(wording.text("timeline.what"))
                .append(" | ");
        out.append(wording.text("timeline.source")).append(" |\n| --- | --- | --- |\n");
        List<InstancePage.RowView> rows = new TimelineViews(result, wording).rows();
        rows.stream().limit(MOST_ROWS).forEach(view -> row(out, List.of(view.time(), view.what(), view.source())));
        int hidden = result.timeline().size() - Math.min(MOST_ROWS, rows.size());
        if (hidden > 0) {
            out.append('\n')
                    .append(wording.text("timeline.more", Phrase.count(hidden)))
                    .append('\n');
        }
        out.append('\n');
    }

    private void unusable(AnalysisResult run, StringBuilder out) {
        new AppendixViews(wording).unusable(run).forEach(list -> named(list, "##", out));
    }

    private static void named(InstancePage.NamedList list, String level, StringBuilder out) {
        line(out, level + " " + escape(list.title()));
        list.lines().stream()
                .limit(MOST_ROWS)
                .forEach(text -> out.append("- ").append(escape(text)).append('\n'));
        out.append('\n');
    }

    private void heading(StringBuilder out, String level, String key) {
        line(out, level + " " + wording.text(key));
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append("\n\n");
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(escape(cell)).append(" |"));
        out.append('\n');
    }

    /** Whatever Markdown or embedded HTML could take for markup. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\\', '`', '*', '[', ']', '|', '~' -> out.append('\\').append(c);
                case '_' -> out.append(insideWord(text, i) ? "_" : "\\_");
                case '#' -> out.append(i == 0 ? "\\#" : "#");
                case '@' -> out.append("&#64;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** In used_memory_rss an underscore is no emphasis. */
    private static boolean insideWord(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }
}
