package io.fragmortem.report.words;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.remedy.RestartRemedy;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.rule.Input;
import io.fragmortem.diagnosis.rule.Rules;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains causes and rules from their declarations: what each means, how it is decided, what to do. */
public final class Explanations {

    /** The procedure that is explained like a cause. */
    public static final String RESTART = "restart";

    private final Wording wording;

    public Explanations(Wording wording) {
        this.wording = wording;
    }

    /** Every name that can be explained. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            names.add(cause.id());
        }
        checks().forEach(rule -> names.add(rule.id()));
        names.addAll(Rules.common().keySet());
        names.add(RESTART);
        return names;
    }

    /** All names with a few words each, causes first. */
    public String list() {
        StringBuilder out = new StringBuilder(wording.text("explain.title.causes")).append('\n');
        for (Cause cause : Cause.values()) {
            entry(out, cause.id(), wording.cause(cause));
        }
        out.append('\n').append(wording.text("explain.title.checks")).append('\n');
        for (Declaration rule : checks()) {
            entry(out, rule.id(), wording.text("explain." + family(rule.id()) + ".means"));
        }
        out.append('\n').append(wording.text("explain.title.common")).append('\n');
        for (String name : Rules.common().keySet()) {
            entry(out, name, wording.text("explain." + name + ".means"));
        }
        out.append('\n').append(wording.text("explain.title.procedures")).append('\n');
        entry(out, RESTART, wording.text("explain.restart.means"));
        return out.append('\n')
                .append(wording.text("explain.more"))
                .append('\n')
                .toString();
    }

    private void entry(StringBuilder out, String id, String words) {
        out.append("  ")
                .append(wording.text("explain.list", Phrase.name(id), Phrase.name(words)))
                .append('\n');
    }

    private static List<Declaration> checks() {
        return Rules.declarations().stream().filter(Declaration::isCheck).toList();
    }

    /** Identities share their words. */
    private static String family(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    /** The explanation of a cause, rule or check as plain text; empty when there is none of this name. */
    public Optional<String> of(String name) {
        String id = name.startsWith("rule.") ? name.substring("rule.".length()) : name;
        return sections(id).map(sections -> {
            StringBuilder out = new StringBuilder(title(id)).append('\n');
            for (Section section : sections) {
                out.append('\n').append(section.title()).append('\n');
                section.paragraphs().forEach(text -> wrapped(out, "  ", text));
                int number = 0;
                for (String text : section.items()) {
                    number++;
                    wrapped(out, section.ordered() ? "  " + number + ". " : "  - ", text);
                }
            }
            return out.toString();
        });
    }

    private static void wrapped(StringBuilder out, String first, String text) {
        String head = first;
        for (String line : TextWidth.wrap(text, 96)) {
            out.append(head).append(line).append('\n');
            head = " ".repeat(first.length());
        }
    }

    private String title(String id) {
        return Cause.named(id)
                .map(cause -> wording.text("explain.list", Phrase.name(id), Phrase.name(wording.cause(cause))))
                .orElse(id);
    }

    /** A chapter for each cause and check, Markdown, for the site. */
    public String chapters() {
        StringBuilder out = new StringBuilder();
        for (Cause cause : Cause.values()) {
            chapter(out, cause.id());
        }
        out.append("\n## doctor\n");
        sections(out, "doctor");
        out.append("\n## identity.*\n\n");
        checks().stream()
                .filter(rule -> rule.id().startsWith("identity."))
                .forEach(rule -> out.append("- `").append(rule.id()).append("`\n"));
        sections(out, "identity.fragmentation-ratio");
        for (String name : Rules.common().keySet()) {
            out.append("\n## ").append(name).append('\n');
            sections(out, name);
        }
        out.append("\n## ").append(RESTART).append('\n');
        sections(out, RESTART);
        return out.toString();
    }

    private void chapter(StringBuilder out, String id) {
        out.append("\n## ").append(id).append("\n\n*");
        out.append(wording.cause(Cause.named(id).orElseThrow())).append("*\n");
        sections(out, id);
    }

    private void sections(StringBuilder out, String id) {
        for (Section section : sections(id).orElseThrow()) {
            out.append("\n**")
                    .append(section.title())
                    .append(section.paragraphs().isEmpty() ? "**\n" : "** ");
            section.paragraphs().forEach(text -> out.append(text).append('\n'));
            out.append(section.items().isEmpty() ? "" : "\n");
            section.items()
                    .forEach(text -> out.append(section.ordered() ? "1. " : "- ")
                            .append(text)
                            .append('\n'));
        }
    }

    /**
     * One part of an explanation.
     *
     * @param items a list below the paragraphs
     * @param ordered whether these are steps in order
     */
    private record Section(String title, List<String> paragraphs, List<String> items, boolean ordered) {

        Section(String title, List<String> paragraphs, List<String> items) {
            this(title, paragraphs, items, false);
        }
    }

    private List<Section> restart() {
        return RestartRemedy.guide().stream()
                .map(part -> new Section(
                        wording.text("explain.restart." + part.id()),
                        List.of(),
                        part.sentences().stream().map(wording::plain).toList(),
                        part.ordered()))
                .toList();
    }

    private Optional<List<Section>> sections(String id) {
        if (id.equals(RESTART)) {
            return Optional.of(restart());
        }
        if (Rules.common().containsKey(id)) {
            String key = "explain." + id + ".";
            return Optional.of(List.of(
                    plain("means", key),
                    plain("decided", key),
                    thresholds(Rules.common().getOrDefault(id, List.of()))));
        }
        Optional<Declaration> rule = Rules.declarations().stream()
                .filter(d -> d.id().equals(id)
                        || d.causes().stream().anyMatch(cause -> cause.id().equals(id)))
                .findFirst();
        if (rule.isEmpty() && Cause.named(id).isEmpty()) {
            return Optional.empty();
        }
        Optional<Declaration> own = Rules.named(id).or(() -> rule);
        String key = "explain." + family(id) + ".";
        List<Section> sections = new ArrayList<>();
        sections.add(plain("means", key));
        List<String> decided = new ArrayList<>(List.of(wording.text(key + "decided")));
        own.ifPresent(d -> decided.addAll(around(d)));
        sections.add(new Section(wording.text("explain.title.decided"), decided, List.of()));
        own.ifPresent(d -> sections.addAll(lists(d)));
        sections.add(plain("do", key));
        sections.add(plain("not", key));
        return Optional.of(sections);
    }

    private Section plain(String part, String key) {
        return new Section(wording.text("explain.title." + part), List.of(wording.text(key + part)), List.of());
    }

    private List<String> around(Declaration d) {
        List<String> around = new ArrayList<>();
        around.add(wording.text("explain.rule", Phrase.name(d.checkId()), Phrase.name(wording.severity(d.worst()))));
        if (!d.rivals().isEmpty()) {
            String rivals = d.rivals().stream().map(Cause::id).collect(Collectors.joining(", "));
            around.add(wording.text("explain.title.rivals", Phrase.name(rivals)));
        }
        if (!d.remedies().isEmpty()) {
            around.add(wording.text(
                    "explain.title.remedies",
                    Phrase.name(d.remedies().stream().map(Remedy::id).collect(Collectors.joining(", ")))));
        }
        return around;
    }

    private List<Section> lists(Declaration d) {
        List<Section> lists = new ArrayList<>();
        if (!d.needs().isEmpty()) {
            lists.add(new Section(
                    wording.text("explain.title.needs"),
                    List.of(),
                    d.needs().stream().map(this::need).toList()));
        }
        if (!d.uses().isEmpty()) {
            String all = d.uses().stream()
                    .map(input -> wording.plain(Phrase.of("value", input.shown())))
                    .collect(Collectors.joining(", "));
            lists.add(new Section(wording.text("explain.title.uses"), List.of(all), List.of()));
        }
        if (!d.thresholds().isEmpty()) {
            lists.add(thresholds(d.thresholds()));
        }
        return lists;
    }

    private Section thresholds(List<Threshold> thresholds) {
        return new Section(
                wording.text("explain.title.thresholds"),
                List.of(),
                thresholds.stream().map(this::threshold).toList());
    }

    private String need(Declaration.Need need) {
        Phrase any = Phrase.of("value", need.anyOf().get(0).shown());
        for (Input input : need.anyOf().subList(1, need.anyOf().size())) {
            any = Phrase.of("check.or", Phrase.nested(any), input.shown());
        }
        String ways = need.anyOf().stream()
                .map(input -> wording.text("capture." + input.way()))
                .distinct()
                .collect(Collectors.joining("; "));
        return wording.text("explain.need", Phrase.nested(any), Phrase.name(ways));
    }

    private String threshold(Threshold threshold) {
        return wording.text(
                "explain.threshold",
                Phrase.name(threshold.name()),
                threshold.shown(),
                Phrase.nested(Phrase.of("threshold." + threshold.name())),
                Phrase.nested(Phrase.of("origin." + Spelling.lower(threshold.origin()))),
                Phrase.nested(Phrase.of("threshold." + threshold.name() + ".origin")));
    }
}
