package io.fragmortem.report.view;

import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.diagnosis.trend.Trends.Outlook;
import io.fragmortem.fleet.Headroom;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which instances of a fleet run out of memory first: the room that is left, and when it ends where a trend is proven. */
final class CapacityViews {

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MINUTE = SECONDS_PER_MINUTE * MICROS_PER_SECOND;
    private static final String NO_BREAK = "\u00a0";

    /** Length of a moment to the minute. */
    private static final int MINUTES = 16;

    private final Wording wording;
    private final InstanceLinks links;

    CapacityViews(Wording wording, InstanceLinks links) {
        this.wording = wording;
        this.links = links;
    }

    /** The section, empty where no instance has a limit. */
    Optional<IndexPage.Section> section(FleetReview.Capacity capacity) {
        if (capacity.known() == 0) {
            return Optional.empty();
        }
        IndexPage.NamedTable table = new IndexPage.NamedTable(
                "levels rooms",
                List.of(
                        wording.text("index.instance"),
                        wording.text("fleet.limit"),
                        wording.text("fleet.free"),
                        wording.text("fleet.when"),
                        wording.text("fleet.growth")),
                capacity.rooms().stream().map(this::row).toList());
        String text = Wording.sentences(List.of(
                wording.text("fleet.limits.text"),
                capacity.rooms().size() == capacity.known()
                        ? ""
                        : wording.text(
                                "fleet.limits.rest",
                                Phrase.count(capacity.rooms().size()),
                                Phrase.count(capacity.known())),
                capacity.unknown() == 0 ? "" : wording.text("fleet.unbounded", Phrase.count(capacity.unknown()))));
        return Optional.of(new IndexPage.Section(
                "limits", wording.text("fleet.limits"), text, List.of(table), List.of(), List.of()));
    }

    private List<List<IndexPage.Link>> row(FleetReview.Room room) {
        Headroom headroom = room.headroom();
        String limit = wording.text(
                headroom.metric() == Total.USED_MEMORY_RSS ? "fleet.limit.rss" : "fleet.limit.used",
                Phrase.nested(
                        Phrase.of("forecast.limit." + headroom.bound().limit().id())),
                Phrase.bytes(headroom.bound().bytes()),
                Phrase.bytes(headroom.held()));
        String free = headroom.free() > 0
                ? wording.text("fleet.free.some", Phrase.bytes(headroom.free()), Phrase.percent(headroom.freeShare()))
                : wording.text(
                        "fleet.free.none",
                        Phrase.percent(headroom.held() / headroom.bound().bytes()));
        return List.of(
                List.of(links.to(room.instance())),
                InstanceLinks.text(limit),
                InstanceLinks.text(free.replace(" %", NO_BREAK + "%")),
                InstanceLinks.text(when(room)),
                InstanceLinks.text(growth(headroom, room.seen().seconds())));
    }

    private String when(FleetReview.Room room) {
        Headroom headroom = room.headroom();
        boolean evicts = headroom.atLimit() == Headroom.AtLimit.EVICTS;
        if (headroom.free() <= 0) {
            return wording.text(evicts ? "fleet.when.evicts.now" : "fleet.when.reached");
        }
        OptionalLong last = room.seen().toMicros();
        String when =
                headroom.outlook().map(outlook -> when(outlook, last)).orElse(wording.text("fleet.when.untested"));
        return evicts ? wording.text("fleet.when.evicts", Phrase.name(when)) : when;
    }

    private String when(Outlook outlook, OptionalLong last) {
        Trends.Dates dates = outlook.dates();
        return switch (outlook.outcome()) {
            case REACHED -> wording.text("fleet.when.reserve", Phrase.bytes(outlook.reserve()));
            case EXPECTED -> expected(dates, last);
            case NOT_BEFORE ->
                dates.notBefore().isPresent()
                        ? wording.text(
                                "fleet.when.not_before", date(dates.notBefore().getAsLong(), last))
                        : wording.text("fleet.when.no_trend");
            case NOT_WITHIN_HORIZON ->
                outlook.horizonDays().isPresent() ? notWithin(outlook, last) : wording.text("fleet.when.no_trend");
            case LEVELS_OFF -> wording.text("fleet.when.levels_off");
            case RECEDING -> wording.text("fleet.when.recedes");
            case CONSTANT, NO_LIMIT -> wording.text("fleet.when.no_trend");
            case TOO_SHORT -> wording.text("fleet.when.untested");
        };
    }

    private String notWithin(Outlook outlook, OptionalLong last) {
        double seconds = outlook.horizonDays().orElse(0) * SECONDS_PER_DAY;
        return last.isPresent()
                ? wording.text(
                        "fleet.when.not_within",
                        Phrase.span(seconds),
                        moment(last.getAsLong() + Math.round(seconds * MICROS_PER_SECOND)))
                : wording.text("fleet.when.not_within.span", Phrase.span(seconds));
    }

    private String expected(Trends.Dates dates, OptionalLong last) {
        if (dates.likely().isEmpty()) {
            return wording.text("fleet.when.no_trend");
        }
        Phrase.Arg likely = date(dates.likely().getAsLong(), last);
        return dates.earliest().isPresent()
                ? wording.text(
                        "fleet.when.likely", likely, date(dates.earliest().getAsLong(), last))
                : wording.text("fleet.when.likely.open", likely);
    }

    /** Whether what fills the room is proven to grow, and how fast. */
    private String growth(Headroom room, double seenSeconds) {
        if (room.trend().isEmpty()) {
            return wording.text("fleet.growth.untested");
        }
        TrendResult trend = room.trend().get();
        if (Trends.isMove(trend)) {
            return wording.text(
                    trend.slope() > 0 ? "fleet.growth.proven" : "fleet.growth.falls",
                    Phrase.name(unbroken(wording.slope(Math.abs(trend.slope()), seenSeconds))));
        }
        if (room.outlook().filter(o -> o.outcome() == Outcome.RECEDING).isPresent()) {
            return wording.text("fleet.growth.falls.now");
        }
        boolean steady = trend.verdict() == Verdict.STEADY || trend.verdict() == Verdict.CONSTANT;
        return wording.text(steady ? "fleet.growth.none" : "fleet.growth.unproven");
    }

    /** How long after the last sample, and the date. */
    private Phrase.Arg date(long epochMicros, OptionalLong last) {
        Phrase.Arg moment = moment(epochMicros);
        if (last.isEmpty() || epochMicros <= last.getAsLong()) {
            return moment;
        }
        double minutes = Math.ceil((epochMicros - last.getAsLong()) / MICROS_PER_MINUTE);
        return Phrase.nested(Phrase.of("fleet.when.in", Phrase.span(minutes * SECONDS_PER_MINUTE), moment));
    }

    /** A number and its unit, which a narrow cell would part. */
    private static String unbroken(String amount) {
        return amount.replace(" ", NO_BREAK);
    }

    /** To the minute: nobody foretells seconds. */
    private Phrase.Arg moment(long epochMicros) {
        return Phrase.name(wording.moment(epochMicros).substring(0, MINUTES));
    }
}
