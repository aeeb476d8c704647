package io.fragmortem.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.view.page.Answer;
import io.fragmortem.timeline.Capture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A time of day without its day says nothing in a capture of a week. */
class MomentsTest {

    private static InstanceResult hourly(int hours) {
        Capture capture = new Capture()
                .every(3600, hours, i -> "used_memory:100M used_memory_rss:" + (i == 20 ? 400 : 120) + "M");
        return InstanceChain.analyze(capture.timeline(), Thresholds.defaults());
    }

    private static String worst(InstanceResult result) {
        List<Answer.Figure> figures = FigureViews.of(result, Fixtures.wording());
        return figures.stream()
                .filter(figure -> figure.label().equals("At worst"))
                .findFirst()
                .orElseThrow()
                .note();
    }

    @Test
    void theDayIsToldWhereThereAreSeveral() {
        assertTrue(worst(hourly(23)).endsWith(", 20:00:00"), worst(hourly(23)));
        assertTrue(worst(hourly(60)).endsWith(", 2026-11-22 20:00:00"), worst(hourly(60)));
    }

    @Test
    void theLaterOfTwoHasItsDayWhereItIsAnother() {
        long day = 86_400_000_000L;
        assertEquals("01:00:00", Moments.later(day + 3_600_000_000L, day, Fixtures.wording()));
        assertEquals("1970-01-03 00:00:00", Moments.later(2 * day, day, Fixtures.wording()));
    }
}
