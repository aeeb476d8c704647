package io.fragmortem.report.view;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.DayMeans;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.chart.HeatMap;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Turns the review of a fleet into the sections of its first page that stand below the ranked instances. */
final class FleetViews {

    private static final int MOST_STRIPS = 40;

    /** Among fewer instances nothing can be said of what they share, nor of how many trends are false. */
    private static final int A_FLEET = 5;

    /** Length of the year in a date. */
    private static final int YEAR = 5;

    private final Wording wording;
    private final AnalysisResult run;
    private final FleetReview review;
    private final InstanceLinks links;

    /** @param hrefs links to the pages of the instances, empty where one has no page */
    FleetViews(Wording wording, AnalysisResult run, FleetReview review, List<String> hrefs) {
        this.wording = wording;
        this.run = run;
        this.review = review;
        links = new InstanceLinks(run.instances(), hrefs);
    }

    List<IndexPage.Section> sections() {
        List<IndexPage.Section> sections = new ArrayList<>();
        new CapacityViews(wording, links).section(review.capacity()).ifPresent(sections::add);
        bursts(sections);
        new RestartViews(wording).section(review.restarts(), links).ifPresent(sections::add);
        groups(sections);
        days(sections);
        sets(sections);
        new ShardViews(wording).section(review.shards(), links).ifPresent(sections::add);
        review.earlier()
                .filter(earlier -> !earlier.gone().isEmpty())
                .ifPresent(earlier -> sections.add(gone(earlier.gone())));
        if (!review.little().isEmpty()) {
            sections.add(names(
                    "little",
                    wording.text(
                            "fleet.little.text",
                            Phrase.count(review.little().size()),
                            Phrase.name(wording.list(InstanceLinks.names(review.little(), wording)))),
                    review.little().size(),
                    links.all(review.little())));
        }
        return sections;
    }

    /** What moved since an earlier run, empty without one. */
    String context() {
        return review.earlier().map(new EarlierViews(wording)::counts).orElse("");
    }

    /** How many trends of the table were tested, and how many stand; empty where that is no fleet. */
    String tests() {
        return review.tests().tested() >= A_FLEET
                ? wording.text(
                        "fleet.tests",
                        Phrase.count(review.tests().tested()),
                        Phrase.count(review.tests().standing()))
                : "";
    }

    /** How the instance of this rank stands against the earlier run, empty where that is no news. */
    String standing(int rank) {
        return review.earlier()
                .map(earlier ->
                        new EarlierViews(wording).standing(earlier.standings().get(rank)))
                .orElse("");
    }

    private IndexPage.Section gone(List<Earlier.Gone> gone) {
        EarlierViews views = new EarlierViews(wording);
        List<IndexPage.Link> listed = gone.stream()
                .limit(InstanceLinks.MOST_LISTED)
                .map(one -> IndexPage.Link.text(views.gone(one)))
                .toList();
        return names("gone", views.gone(gone), gone.size(), listed);
    }

    /** A section that names instances: the first of them in its sentence, as many as a page lists below it. */
    private IndexPage.Section names(String id, String text, int count, List<IndexPage.Link> all) {
        String title = all.size() < count
                ? wording.text("fleet.names.some", Phrase.count(all.size()), Phrase.count(count))
                : wording.text("fleet.names", Phrase.count(count));
        boolean inSentence = count <= InstanceLinks.MOST_NAMES;
        return new IndexPage.Section(
                id,
                wording.text("fleet." + id),
                text,
                inSentence ? List.of() : List.of(new IndexPage.Fold(title, all)));
    }

    private IndexPage.Section named(String id, IndexPage.NamedTable table) {
        String text = wording.text("fleet." + id + ".text");
        return new IndexPage.Section(id, wording.text("fleet." + id), text, List.of(table), List.of(), List.of());
    }

    private List<String> head(String... keys) {
        return Arrays.stream(keys).map(key -> wording.text(key)).toList();
    }

    private void bursts(List<IndexPage.Section> sections) {
        if (review.bursts().isEmpty()) {
            return;
        }
        List<List<List<IndexPage.Link>>> rows = review.bursts().stream()
                .map(burst -> List.of(
                        InstanceLinks.text(wording.moment(burst.atMicros())),
                        InstanceLinks.text(wording.count(burst.instances().size())),
                        links.to(burst.instances(), wording)))
                .toList();
        sections.add(named(
                "bursts", new IndexPage.NamedTable("", head("fleet.moment", "fleet.instances", "fleet.which"), rows)));
    }

    private void groups(List<IndexPage.Section> sections) {
        List<Parts.Table> tables = review.groupings().stream()
                .filter(FleetViews::tells)
                .map(this::grouping)
                .toList();
        if (tables.isEmpty()) {
            return;
        }
        sections.add(new IndexPage.Section(
                "groups",
                wording.text("fleet.groups"),
                Wording.sentences(Stream.concat(
                                Stream.of(wording.text("fleet.groups.text")),
                                new CohortViews(wording).besides(review).stream())
                        .toList()),
                List.of(),
                tables,
                List.of()));
    }

    /** Groups of one instance each share nothing, but whoever labels instances wants their sums. */
    private static boolean tells(FleetReview.Grouping grouping) {
        int instances = grouping.groups().stream()
                .mapToInt(FleetReview.Group::instances)
                .sum();
        boolean asked = grouping.common().dimension() == FleetReview.Dimension.LABEL;
        boolean shared =
                grouping.groups().size() > 1 && grouping.groups().stream().anyMatch(group -> group.instances() > 1);
        return asked || (shared && instances >= A_FLEET);
    }

    private Parts.Table grouping(FleetReview.Grouping grouping) {
        CohortViews cohorts = new CohortViews(wording);
        String common = cohorts.factor(grouping.common());
        List<List<String>> rows = grouping.groups().stream()
                .map(group -> List.of(
                        cohorts.value(grouping.common(), group.name()),
                        wording.count(group.instances()),
                        group.suspicious()
                                ? wording.text("fleet.suspicious", Phrase.count(group.needing()))
                                : wording.count(group.needing()),
                        wording.bytes(group.gap()),
                        wording.bytes(group.rss())))
                .toList();
        String title = grouping.all() > rows.size()
                ? wording.text(
                        "fleet.by.some", Phrase.name(common), Phrase.count(rows.size()), Phrase.count(grouping.all()))
                : wording.text("fleet.by", Phrase.name(common));
        return new Parts.Table(
                title,
                "n2 levels",
                List.of(
                        common,
                        wording.text("fleet.instances"),
                        wording.text("fleet.needing"),
                        wording.text("index.gap"),
                        wording.text("index.rss")),
                rows);
    }

    private void days(List<IndexPage.Section> sections) {
        List<IndexPage.Strip> strips = new ArrayList<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int shown = Math.min(MOST_STRIPS, run.instances().size());
        for (InstanceSummary instance : run.instances().subList(0, shown)) {
            DayMeans days = instance.course().days();
            if (days.rss().length > 0) {
                first = Math.min(first, days.firstDay());
                last = Math.max(last, days.firstDay() + days.rss().length - 1);
            }
        }
        int length = (int) Math.min(DayMeans.MOST, last - first + 1);
        first = Math.max(first, last - DayMeans.MOST + 1);
        if (length < 2) {
            return;
        }
        for (InstanceSummary instance : run.instances().subList(0, shown)) {
            double[] shares = new double[length];
            for (int day = 0; day < length; day++) {
                OptionalDouble share = instance.course().days().share(first + day);
                shares[day] = share.orElse(Double.NaN);
            }
            if (Arrays.stream(shares).anyMatch(share -> !Double.isNaN(share))) {
                IndexPage.Link link = links.to(instance.name());
                String title = wording.text("fleet.days.strip", Phrase.name(link.name()));
                strips.add(new IndexPage.Strip(link, new Markup(HeatMap.strip(shares, title))));
            }
        }
        if (!strips.isEmpty()) {
            String text = wording.text(
                    "fleet.days.text",
                    Phrase.count(strips.size()),
                    Phrase.name(LocalDate.ofEpochDay(first).toString()),
                    Phrase.name(LocalDate.ofEpochDay(first + length - 1).toString()));
            strips.addAll(0, head(first, length));
            sections.add(new IndexPage.Section("days", wording.text("fleet.days"), text, List.of(), List.of(), strips));
        }
    }

    /** What the shades mean, and the dates. */
    private List<IndexPage.Strip> head(long first, int days) {
        String shades = wording.text("fleet.days.shades");
        String dates = wording.text("fleet.days.dates");
        IntFunction<String> dateOf =
                day -> LocalDate.ofEpochDay(first + day).toString().substring(YEAR);
        return List.of(
                new IndexPage.Strip(new IndexPage.Link("", shades), new Markup(HeatMap.legend(wording, shades))),
                new IndexPage.Strip(new IndexPage.Link("", dates), new Markup(HeatMap.dates(days, dateOf, dates))));
    }

    private void sets(List<IndexPage.Section> sections) {
        if (review.sets().isEmpty()) {
            return;
        }
        List<List<List<IndexPage.Link>>> rows = new ArrayList<>();
        for (FleetReview.DataSet set : review.sets()) {
            FleetReview.Member widest = set.members().get(0);
            FleetReview.Member narrowest = set.members().get(set.members().size() - 1);
            rows.add(List.of(member(widest), gap(widest), member(narrowest), gap(narrowest)));
        }
        sections.add(named(
                "sets",
                new IndexPage.NamedTable(
                        "levels", head("fleet.widest", "index.gap", "fleet.narrowest", "index.gap"), rows)));
    }

    private List<IndexPage.Link> gap(FleetReview.Member member) {
        return InstanceLinks.text(wording.bytes(member.gap()));
    }

    private List<IndexPage.Link> member(FleetReview.Member member) {
        String words = wording.text(
                member.replica() ? "fleet.replica" : "fleet.primary",
                Phrase.name(InstanceLinks.shown(member.instance())));
        return List.of(links.to(member.instance(), words));
    }
}
