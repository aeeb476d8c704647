package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The pages of the instances of a fleet by their names. */
final class InstanceLinks {

    /** As many as a sentence or a cell names. */
    static final int MOST_NAMES = 8;

    /** As many as a page lists, which has to open in a browser whatever the size of the fleet. */
    static final int MOST_LISTED = 2_000;

    private static final int LONGEST_NAME = 120;

    private final Map<String, String> hrefs = new HashMap<>();

    /** @param hrefs links to the pages of the instances, empty where one has no page */
    InstanceLinks(List<InstanceSummary> instances, List<String> hrefs) {
        for (int rank = 0; rank < hrefs.size(); rank++) {
            this.hrefs.put(instances.get(rank).name(), hrefs.get(rank));
        }
    }

    /** To the page of an instance, under its name. */
    IndexPage.Link to(String instance) {
        return to(instance, shown(instance));
    }

    /** To the page of an instance, under words of its own. */
    IndexPage.Link to(String instance, String words) {
        return new IndexPage.Link(hrefs.getOrDefault(instance, ""), words);
    }

    /** To the first of many, and how many more there are. */
    List<IndexPage.Link> to(List<String> instances, Wording wording) {
        return first(instances, this::to, IndexPage.Link::text, wording);
    }

    /** As many as a sentence or a cell names, and how many more there are. */
    static <T, R> List<R> first(List<T> all, Function<T, R> named, Function<String, R> more, Wording wording) {
        List<R> first = all.stream().limit(MOST_NAMES).map(named).collect(Collectors.toList());
        if (all.size() > MOST_NAMES) {
            first.add(more.apply(wording.text("fleet.more", Phrase.count(all.size() - MOST_NAMES))));
        }
        return first;
    }

    /** To as many as a page lists. */
    List<IndexPage.Link> all(List<String> instances) {
        return instances.stream().limit(MOST_LISTED).map(this::to).toList();
    }

    /** The first of many names, and how many more there are. */
    static List<String> names(List<String> instances, Wording wording) {
        return first(instances, InstanceLinks::shown, more -> more, wording);
    }

    /** A cell that names nobody. */
    static List<IndexPage.Link> text(String text) {
        return List.of(IndexPage.Link.text(text));
    }

    /** A name as the page shows it. */
    static String shown(String instance) {
        return Untrusted.cut(instance, LONGEST_NAME);
    }
}
