package io.fragmortem.report.text;

import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.Headroom;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.CsvCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * One line per instance for those who query: {@code fleet.csv}, comma-separated, quoted where needed (RFC 4180), bytes and
 * ISO-8601 times in UTC, empty where nothing is known; after them those that only an earlier run has. A text that a spreadsheet would take for a formula gets an apostrophe.
 */
public final class FleetCsv {

    private static final List<String> HEAD = List.of(
            "rank",
            "instance",
            "severity",
            "cause",
            "confidence",
            "rss_bytes",
            "used_bytes",
            "gap_bytes",
            "rss_trend",
            "rss_slope_bytes_per_day",
            "limit",
            "limit_bytes",
            "limit_held_bytes",
            "limit_free_bytes",
            "limit_outcome",
            "limit_likely",
            "limit_earliest",
            "limit_not_before",
            "first_remedy",
            "since",
            "from",
            "to",
            "samples",
            "product",
            "version",
            "allocator",
            "role",
            "standing",
            "earlier_severity",
            "silenced",
            "page");

    private static final String GONE = "gone";

    private FleetCsv() {}

    /** The whole file, which may be larger than memory. */
    public static void write(
            List<InstanceSummary> instances,
            List<String> hrefs,
            Labels labels,
            Optional<Earlier> earlier,
            Appendable out) {
        List<String> head = new ArrayList<>(HEAD);
        labels.columns().forEach(column -> head.add("label_" + column));
        line(head, out);
        for (int i = 0; i < instances.size(); i++) {
            InstanceSummary instance = instances.get(i);
            List<String> cells = new ArrayList<>();
            cells.add(String.valueOf(i + 1));
            cells(instance, cells);
            cells.add(earlier.map(then -> Spelling.lower(then.of(instance))).orElse(""));
            cells.add(earlier.map(then -> severity(then.then(instance.name()))).orElse(""));
            cells.add(String.join(";", instance.found().verdict().silences().keySet()));
            cells.add(hrefs.get(i));
            labels(instance.name(), labels, cells);
            line(cells, out);
        }
        for (Earlier.Gone gone : earlier.map(then -> then.gone(instances)).orElse(List.of())) {
            List<String> cells = new ArrayList<>(Collections.nCopies(HEAD.size(), ""));
            cells.set(HEAD.indexOf("instance"), gone.instance());
            cells.set(HEAD.indexOf("standing"), GONE);
            cells.set(HEAD.indexOf("earlier_severity"), severity(gone.then()));
            labels(gone.instance(), labels, cells);
            line(cells, out);
        }
    }

    private static void labels(String instance, Labels labels, List<String> cells) {
        for (int column = 0; column < labels.columns().size(); column++) {
            cells.add(labels.of(instance, column));
        }
    }

    private static String severity(Optional<Earlier.Verdict> then) {
        return then.map(verdict -> Spelling.lower(verdict.severity())).orElse("");
    }

    private static void cells(InstanceSummary instance, List<String> cells) {
        Verdict verdict = instance.found().verdict();
        cells.addAll(List.of(
                instance.name(),
                Spelling.lower(verdict.severity()),
                verdict.cause().id(),
                Spelling.lower(verdict.confidence())));
        Optional<Breakdown> now = instance.now();
        Optional<Breakdown> rss = now.filter(b -> b.split() != Breakdown.Split.USED_ONLY);
        Optional<Breakdown> used = now.filter(b -> b.split() != Breakdown.Split.RSS_ONLY);
        cells.add(rss.map(b -> whole(b.rss())).orElse(""));
        cells.add(used.map(b -> whole(b.used())).orElse(""));
        cells.add(rss.flatMap(b -> used).map(b -> whole(b.gap())).orElse(""));
        Optional<InstanceResult.TrendLine> growth = instance.course().growth();
        cells.add(growth.map(line -> Spelling.lower(line.trend().verdict())).orElse(""));
        cells.add(growth.filter(line -> Trends.isMove(line.trend()))
                .map(line -> whole(line.trend().slope()))
                .orElse(""));
        limit(instance.course().room(), cells);
        cells.add(instance.found().step().map(step -> step.remedy().id()).orElse(""));
        cells.add(moment(instance.found().sinceMicros()));
        cells.add(moment(instance.seen().fromMicros()));
        cells.add(moment(instance.seen().toMicros()));
        cells.add(String.valueOf(instance.seen().samples()));
        cells.add(instance.server().product().display());
        cells.add(instance.server().version().orElse(""));
        cells.add(instance.server().allocator().orElse(""));
        cells.add(instance.server().role().map(ServerInfo.Role::info).orElse(""));
    }

    /** The limit that matters first: what stands below it, and when it is reached as far as that was tested. */
    private static void limit(Optional<Headroom> room, List<String> cells) {
        Optional<Trends.Outlook> outlook = room.flatMap(Headroom::outlook);
        cells.add(room.map(r -> r.bound().limit().id()).orElse(""));
        cells.add(room.map(r -> whole(r.bound().bytes())).orElse(""));
        cells.add(room.map(r -> whole(r.held())).orElse(""));
        cells.add(room.map(r -> whole(r.free())).orElse(""));
        cells.add(outlook.map(o -> Spelling.dashed(o.outcome())).orElse(""));
        cells.add(outlook.map(o -> moment(o.dates().likely())).orElse(""));
        cells.add(outlook.map(o -> moment(o.dates().earliest())).orElse(""));
        cells.add(outlook.map(o -> moment(o.dates().notBefore())).orElse(""));
    }

    private static String whole(double bytes) {
        return Long.toString(Math.round(bytes));
    }

    private static String moment(OptionalLong micros) {
        return micros.isPresent()
                ? Instant.EPOCH.plus(micros.getAsLong(), ChronoUnit.MICROS).toString()
                : "";
    }

    private static void line(List<String> cells, Appendable out) {
        String line = cells.stream().map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n"));
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
