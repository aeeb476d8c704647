package io.fragmortem.report.view;

import io.fragmortem.diagnosis.UserRule;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.page.Basis;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The checks of one instance in words: what passed, what could not run, and what the user wanted otherwise. */
public final class CheckViews {

    private final Wording wording;

    public CheckViews(Wording wording) {
        this.wording = wording;
    }

    Basis.Checks of(InstanceResult result) {
        List<Basis.CheckItem> passed = views(result, Check.Status.OK, "✓");
        List<Basis.CheckItem> missing = views(result, Check.Status.NOT_APPLICABLE, "–");
        return new Basis.Checks(
                wording.text("checks.passed", Phrase.count(passed.size())),
                passed,
                wording.text("checks.missing", Phrase.count(missing.size())),
                missing,
                result.diagnosis().doctor().stream().map(wording::plain).toList());
    }

    /** The user's own rules, whatever came of them, and the rules that the user ignores, each with the reason. */
    public List<Parts.NamedList> ofUser(InstanceResult result) {
        List<Parts.NamedList> lists = new ArrayList<>();
        add("checks.own", texts(result, CheckViews::isOwn, this::own), lists);
        add("checks.ignored", texts(result, check -> check.status() == Check.Status.IGNORED, this::labelled), lists);
        return lists;
    }

    private void add(String title, List<String> texts, List<Parts.NamedList> lists) {
        if (!texts.isEmpty()) {
            lists.add(new Parts.NamedList(wording.text(title), texts));
        }
    }

    private static List<String> texts(InstanceResult result, Predicate<Check> kind, Function<Check, String> words) {
        return result.diagnosis().checks().stream().filter(kind).map(words).toList();
    }

    private static boolean isOwn(Check check) {
        return check.id().startsWith(UserRule.FAMILY);
    }

    private String own(Check check) {
        String mark = check.status() == Check.Status.FINDING
                ? Marks.of(check.severity().orElse(Severity.INFO))
                : check.status() == Check.Status.OK ? "✓" : "–";
        return mark + " " + (check.status() == Check.Status.OK ? wording.plain(check.text()) : labelled(check));
    }

    private String labelled(Check check) {
        return wording.labelled(Untrusted.visible(check.id()), wording.plain(check.text()));
    }

    private List<Basis.CheckItem> views(InstanceResult result, Check.Status status, String mark) {
        Stream<Check> checks = result.diagnosis().checks().stream();
        return checks.filter(check -> check.status() == status && !isOwn(check))
                .map(check -> new Basis.CheckItem(mark, wording.plain(check.text()), Untrusted.visible(check.id())))
                .toList();
    }
}
