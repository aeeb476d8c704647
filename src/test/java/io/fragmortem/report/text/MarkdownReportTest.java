package io.fragmortem.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import io.fragmortem.diagnosis.Cause;
import io.fragmortem.diagnosis.Confidence;
import io.fragmortem.diagnosis.Severity;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private final MarkdownReport markdown = new MarkdownReport(Fixtures.wording());

    @Test
    void aTicketGetsTheWholeStory() {
        InstanceResult peak = Fixtures.peak("cache-1", 600, 500_000, true);
        Golden.assertMatches("summary.md", markdown.summary(Fixtures.result(peak)));
        Golden.assertMatches("summary-of-two.md", markdown.summary(Fixtures.result(peak, Fixtures.founding())));
    }

    @Test
    void diagnoseGivesTheInstanceAlone() {
        String text = markdown.instance(Fixtures.founding());
        assertTrue(text.startsWith("# 10.1.36.33:6379\n"), text);
        assertTrue(text.contains("  redis-cli -h 10.1.36.33 -p 6379 MEMORY PURGE\n"), text);
        assertFalse(text.contains("Impact on users"), text);
    }

    @Test
    void textCannotBecomeMarkup() {
        assertEquals("\\*\\*a\\*\\* \\[x\\](y) \\`z\\` &lt;b&gt; \\|", MarkdownReport.escape("**a** [x](y) `z` <b> |"));
        assertEquals(
                "used_memory_rss \\_x\\_ \\\\ \\~ &#64;all", MarkdownReport.escape("used_memory_rss _x_ \\ ~ @all"));
        assertEquals("\\# a # b", MarkdownReport.escape("# a # b"));
        String evil = markdown.summary(Fixtures.result(
                Fixtures.hostile(Fixtures.peak("a", 60, 500_000, false), "<script>|\n\n# owned ```\u202e")));
        assertFalse(evil.contains("<script>|\n") && evil.contains("\n# owned"), evil);
        assertFalse(evil.contains("\u202e"), evil);
        assertTrue(evil.contains("````"), "a fence that the command cannot close");
    }

    @Test
    void nothingToDoAndNothingKnownAreSaid() {
        InstanceResult fine = Fixtures.with(
                Fixtures.judged(Severity.OK, Cause.HEALTHY, Confidence.HIGH, List.of()), Optional.empty());
        assertTrue(markdown.instance(fine).contains("Nothing: no action would make this better."));
    }

    @Test
    void aLongTimelineIsCutAndSaysSo() {
        InstanceResult peak = Fixtures.peak("cache-1", 600, 500_000, true);
        List<InstanceResult.TimelineRow> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(peak.timeline().get(i % 5));
        }
        assertTrue(markdown.instance(Fixtures.with(peak, rows)).contains("and 450 more rows"));
    }
}
