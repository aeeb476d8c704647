package io.fragmortem.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.InstanceResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long people look at nothing: the browser's own entry of the first words and pictures that it painted. */
@Tag("browser")
class FirstPaintTest {

    private static final String PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0";
    private static final String WHEN = "performance.getEntriesByName('first-contentful-paint')[0].startTime";

    /** Other work on the machine delays a page: its best of these is its own. */
    private static final int TRIES = 4;

    @TempDir
    private Path temp = Path.of("");

    /** Milliseconds from the request to the first paint. */
    private double firstPaint(String page) throws Exception {
        Path file = Files.writeString(temp.resolve("page.html"), page, StandardCharsets.UTF_8);
        Path profile = Files.createDirectories(temp.resolve("browser"));
        double best = Double.POSITIVE_INFINITY;
        try (BrowserSession browser = Browser.required(profile).session()) {
            for (int i = 0; i < TRIES; i++) {
                browser.open(file, PAINTED);
                best = Math.min(best, Double.parseDouble(String.valueOf(browser.value("'' + " + WHEN))));
            }
        }
        return best;
    }

    @Test
    void aMonthOfMinutesIsSeenWithinASecond() throws Exception {
        InstanceResult month = HardFixtures.noisy(43_200);
        double ms = firstPaint(
                new HtmlReport(Fixtures.wording(), Optional.empty()).instance(Fixtures.result(month), month, ""));
        assertTrue(ms < 1_000, ms + " ms");
    }

    @Test
    void fiveThousandInstancesAreSeenWithinOneAndAHalf() throws Exception {
        InstanceResult peak = Fixtures.peak("x", 2_000, 500_000, true);
        InstanceResult[] many = new InstanceResult[5_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = Fixtures.renamed(peak, "redis-session-cache-production-" + i + ".example.internal:6379");
        }
        var run = Fixtures.result(many);
        double ms = firstPaint(new HtmlReport(Fixtures.wording(), Optional.empty())
                .index(run, Fixtures.review(run), Fixtures.hrefs(run)));
        assertTrue(ms < 1_500, ms + " ms");
    }
}
