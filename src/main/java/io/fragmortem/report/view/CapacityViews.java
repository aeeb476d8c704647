package io.fragmortem.report.view;

import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.diagnosis.trend.Trends.Outlook;
import io.fragmortem.fleet.Headroom;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.words.Wording;
import java.util.List;
import java.util.Optional;

/** Which instances of a fleet run out of memory first: the room that is left, and when it ends where a trend is proven. */
final class CapacityViews {

    private static final double SECONDS_PER_DAY = 86_400;
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
                        wording.text("fleet.when")),
                capacity.rooms().stream().map(this::row).toList());
        String text = Wording.sentences(List.of(
                wording.text("fleet.limits.text"),
                IndexViews.rest(capacity.rooms().size(), capacity.known(), wording),
                capacity.unknown() == 0 ? "" : wording.text("fleet.unbounded", Phrase.count(capacity.unknown()))));
        return Optional.of(new IndexPage.Section(
                "limits", wording.text("fleet.limits"), text, List.of(table), List.of(), List.of()));
    }

    private List<List<IndexPage.Link>> row(FleetReview.Room room) {
        Headroom headroom = room.headroom();
        String limit = wording.text(
                "fleet.limit.of",
                Phrase.nested(
                        Phrase.of("forecast.limit." + headroom.bound().limit().id())),
                Phrase.bytes(headroom.bound().bytes()));
        String free = headroom.free() > 0
                ? wording.text("fleet.free.some", Phrase.bytes(headroom.free()), Phrase.percent(headroom.freeShare()))
                : wording.text(
                        "fleet.free.none",
                        Phrase.percent(headroom.held() / headroom.bound().bytes()));
        // a narrow cell would break between the two
        return List.of(
                List.of(links.to(room.instance())),
                InstanceLinks.text(limit),
                InstanceLinks.text(free.replace(" %", "\u00a0%")),
                InstanceLinks.text(when(headroom)));
    }

    private String when(Headroom room) {
        if (room.atLimit() == Headroom.AtLimit.EVICTS) {
            return wording.text("fleet.when.evicts");
        }
        if (room.free() <= 0) {
            return wording.text("fleet.when.reached");
        }
        return room.outlook().map(this::when).orElse(wording.text("fleet.when.untested"));
    }

    private String when(Outlook outlook) {
        Trends.Dates dates = outlook.dates();
        return switch (outlook.outcome()) {
            case REACHED -> wording.text("fleet.when.reserve", Phrase.bytes(outlook.reserve()));
            case EXPECTED -> expected(dates);
            case NOT_BEFORE ->
                dates.notBefore().isPresent()
                        ? wording.text(
                                "fleet.when.not_before",
                                moment(dates.notBefore().getAsLong()))
                        : wording.text("fleet.when.no_trend");
            case NOT_WITHIN_HORIZON ->
                outlook.horizonDays().isPresent()
                        ? wording.text(
                                "fleet.when.not_within",
                                Phrase.span(outlook.horizonDays().getAsDouble() * SECONDS_PER_DAY))
                        : wording.text("fleet.when.no_trend");
            case LEVELS_OFF -> wording.text("fleet.when.levels_off");
            case RECEDING -> wording.text("fleet.when.recedes");
            case CONSTANT, NO_LIMIT -> wording.text("fleet.when.no_trend");
            case TOO_SHORT -> wording.text("fleet.when.untested");
        };
    }

    private String expected(Trends.Dates dates) {
        if (dates.likely().isEmpty()) {
            return wording.text("fleet.when.no_trend");
        }
        Phrase.Arg likely = moment(dates.likely().getAsLong());
        return dates.earliest().isPresent()
                ? wording.text(
                        "fleet.when.likely", likely, moment(dates.earliest().getAsLong()))
                : wording.text("fleet.when.likely.open", likely);
    }

    /** To the minute: nobody foretells seconds. */
    private Phrase.Arg moment(long epochMicros) {
        return Phrase.name(wording.moment(epochMicros).substring(0, MINUTES));
    }
}
