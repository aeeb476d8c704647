package io.fragmortem.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.report.json.JsonCheck;
import io.fragmortem.report.json.JsonReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final String EVIL =
            "\"><script>alert(1)</script><img src=x onerror=alert(2)>'\u202e\u0007</script><!--";

    private static HtmlReport report() {
        return new HtmlReport(Fixtures.wording(), Optional.empty());
    }

    private static String page(InstanceResult instance) {
        return report().instance(Fixtures.result(instance), instance, "");
    }

    private static String index(InstanceResult... instances) {
        AnalysisResult run = Fixtures.result(instances);
        return report().index(run, Fixtures.review(run), Fixtures.hrefs(run));
    }

    private static InstanceResult peak() {
        return Fixtures.peak("cache-1", 600, 500_000, true);
    }

    /** The worst are listed, and where all are is said. */
    @Test
    void theFirstPageOfAGiantFleetStaysSmall() {
        InstanceResult[] many = new InstanceResult[5_003];
        Arrays.fill(many, Fixtures.peak("cache-1", 60, 500_000, true));
        Document page = Jsoup.parse(index(many));
        assertEquals(5_000, page.select("table.index tbody tr").size());
        assertTrue(
                page.text().contains("The 5,000 worst of 5,003 instances are listed; fleet.csv has all of them."),
                "the rest is told");
        assertFalse(index(peak()).contains("fleet.csv has all"));
    }

    @Test
    void thePagesStayAsTheyAre() {
        Golden.assertMatches("founding.html", page(Fixtures.founding()));
        Golden.assertMatches("peak.html", page(Fixtures.peak("cache-1", 120, 2_500_000, true)));
        Golden.assertMatches("index.html", index(Fixtures.peak("cache-1", 120, 2_500_000, true), Fixtures.founding()));
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        for (String page : List.of(page(peak()), page(Fixtures.founding()), index(peak(), Fixtures.founding()))) {
            for (Element element : Jsoup.parse(page).getAllElements()) {
                for (Attribute attribute : element.attributes()) {
                    assertLocal(element.tagName(), attribute);
                }
                assertFalse(
                        List.of("iframe", "object", "embed", "img", "base", "form", "use", "image")
                                .contains(element.tagName()),
                        element.tagName());
            }
            assertFalse(page.contains("@import"));
        }
    }

    private static void assertLocal(String tag, Attribute attribute) {
        String value = attribute.getValue();
        if (attribute.getKey().equals("xmlns")) {
            return;
        }
        assertFalse(attribute.getKey().startsWith("on"), tag + " has a handler: " + attribute);
        assertFalse(attribute.getKey().equals("style"), tag + " has a style that the policy would block");
        assertFalse(value.contains("//"), tag + " refers to " + value);
        if (attribute.getKey().equals("href")) {
            assertTrue(value.startsWith("#") || value.equals("data:,") || value.startsWith("instances/"), value);
        }
        if (value.contains("url(")) {
            assertTrue(value.startsWith("url(#"), value);
        }
    }

    @Test
    void thePolicyAllowsExactlyOurStyleAndScript() throws Exception {
        for (String page : List.of(page(peak()), index(peak(), Fixtures.founding()))) {
            Document document = Jsoup.parse(page);
            String policy =
                    document.select("meta[http-equiv=Content-Security-Policy]").attr("content");
            assertEquals(1, document.select("style").size());
            assertEquals(2, document.select("script").size());
            assertTrue(policy.startsWith("default-src 'none'; "), policy);
            assertTrue(policy.contains("style-src '" + hash(between(page, "<style>", "</style>")) + "'"), policy);
            String script = between(page, "</script>\n<script>", "</script>");
            assertTrue(policy.contains("script-src '" + hash(script) + "'"), policy);
            assertTrue(script.length() <= 3_000, "script of " + script.length() + " characters");
            assertFalse(policy.contains("unsafe"), policy);
        }
    }

    private static String between(String page, String begin, String end) {
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf(end, from));
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    void hostileNamesAndValuesAreTextAndNothingElse() {
        InstanceResult evil = HardFixtures.hostile(peak(), EVIL);
        for (String page : List.of(page(evil), index(evil, Fixtures.founding()))) {
            Document document = Jsoup.parse(page);
            assertEquals(2, document.select("script").size());
            assertTrue(document.select("img").isEmpty());
            assertFalse(page.contains("\u202e"));
            assertFalse(page.contains("\u0007"));
            assertFalse(page.contains("<img"));
            assertTrue(document.body().text().contains("<script>alert(1)</script>"), "it is shown as text");
        }
        String json = between(page(evil), "id=\"fragmortem-data\">", "</script>");
        assertEquals(EVIL, JsonCheck.object(json).get("name"));
        assertFalse(json.contains("<"));
    }

    @Test
    void thePageHoldsItsOwnData() {
        InstanceResult peak = peak();
        String json = between(page(peak), "id=\"fragmortem-data\">", "</script>");
        assertEquals(new JsonReport(Fixtures.wording()).instance(peak), json.replace("\\u003c", "<"));
    }

    @Test
    void sixtyThousandSamplesFitIntoOneMegabyte() {
        InstanceResult big = Fixtures.peak("big", 60_000, 10_000_000, true);
        int bytes = page(big).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 1_000_000, bytes + " bytes");
    }

    @Test
    void noiseOnEverySampleFitsToo() {
        InstanceResult noisy = HardFixtures.noisy(60_000);
        int bytes = page(noisy).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 1_000_000, bytes + " bytes");
    }

    @Test
    void aTimelineOfThousandsIsCutAndSaysSo() {
        InstanceResult peak = peak();
        List<TimelineRow> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(peak.timeline().get(1 + i % 4));
        }
        String page = page(Fixtures.with(peak, rows));
        assertTrue(page.length() <= 1_000_000, page.length() + " characters");
        assertEquals(
                200, Jsoup.parse(page).select("table.tl tbody tr:not(.day)").size());
        assertTrue(page.contains("and 4,800 more rows, all of them in result.json"));
    }

    @Test
    void anIndexOfFiveThousandFitsIntoFiveMegabytes() {
        InstanceResult peak = Fixtures.peak("x", 2_000, 500_000, true);
        InstanceResult[] many = new InstanceResult[5_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = Fixtures.renamed(peak, "redis-session-cache-production-" + i + ".example.internal:6379");
        }
        int bytes = index(many).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 5_000_000, bytes + " bytes");
    }

    /** Every one is new, and five thousand others are gone; then a single dump of each. */
    @Test
    void namesOfManyThousandsFitToo() {
        for (InstanceResult one : List.of(Fixtures.peak("x", 2_000, 500_000, true), Fixtures.founding())) {
            InstanceResult[] many = new InstanceResult[5_000];
            Map<String, Earlier.Verdict> then = new HashMap<>();
            for (int i = 0; i < many.length; i++) {
                many[i] = Fixtures.renamed(one, "redis-session-cache-production-" + i + ".example.internal:6379");
                then.put(
                        "redis-session-cache-staging-" + i + ".example.internal:6379",
                        new Earlier.Verdict(Severity.OK, "healthy"));
            }
            AnalysisResult run = Fixtures.result(many);
            FleetReview review = FleetReview.of(run.instances(), Labels.NONE, Optional.of(new Earlier(then)));
            String index = new HtmlReport(Fixtures.wording(), Optional.empty()).index(run, review, Fixtures.hrefs(run));
            int bytes = index.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= 5_000_000, bytes + " bytes");
            assertTrue(index.contains("The first 2,000 of 5,000 by name; fleet.csv has all of them"));
        }
    }

    @Test
    void theSameResultGivesTheSameBytesUnderAnyLocaleAndZone() {
        String page = page(peak());
        String index = index(peak(), Fixtures.founding());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            assertEquals(page, page(peak()));
            assertEquals(index, index(peak(), Fixtures.founding()));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(page, page(peak()));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void sectionsStandInTheOrderOfATiredEngineer() {
        List<String> ids = Jsoup.parse(page(peak())).select("section").eachAttr("id");
        assertEquals(
                List.of(
                        "where",
                        "do",
                        "bytes",
                        "picture",
                        "suspects",
                        "timeline",
                        "impact",
                        "growth",
                        "checks",
                        "quality",
                        "next",
                        "human",
                        "appendix"),
                ids);
    }

    @Test
    void everyLinkInThePageHasItsTarget() {
        Document document = Jsoup.parse(page(peak()));
        for (String href : document.select("a[href^=#]").eachAttr("href")) {
            assertFalse(document.select(href).isEmpty(), href);
        }
        List<String> ids = document.select("[id]").eachAttr("id");
        assertEquals(ids.size(), ids.stream().distinct().count(), "ids are unique: " + ids);
    }

    @Test
    void severityIsAWordAndASymbolNotOnlyAColour() {
        Map<Severity, String> shown = Map.of(
                Severity.OK,
                "✓ fine",
                Severity.INFO,
                "● to watch",
                Severity.WARNING,
                "⚠ warning",
                Severity.CRITICAL,
                "▲ critical");
        shown.forEach((severity, words) -> {
            InstanceResult judged = Fixtures.judged(severity, Cause.CANNOT_TELL, Confidence.LOW, List.of());
            assertTrue(Jsoup.parse(page(judged)).select("p.sev").text().startsWith(words), words);
        });
    }

    @Test
    void chartsHaveTitlesDescriptionsAndANumbersTable() {
        Document document = Jsoup.parse(page(peak()));
        for (Element svg : document.select(".chart svg")) {
            for (String id : svg.attr("aria-labelledby").split(" ", -1)) {
                assertFalse(document.getElementById(id) == null, id);
            }
        }
        assertTrue(document.select("#chart-data tbody tr").size() >= 90);
        assertTrue(document.select("th:not([scope])").isEmpty(), "table headers say what they head");
    }

    @Test
    void oneSampleHasBarsInsteadOfAChart() {
        Document document = Jsoup.parse(page(Fixtures.founding()));
        assertTrue(document.select("#chart-data").isEmpty());
        assertTrue(document.select("figure").isEmpty());
        assertTrue(document.select(".bytes .bar").size() >= 4);
        assertTrue(document.select(".bar rect.gone").size() >= 1, "what is not resident is hatched");
    }

    @Test
    void nothingKnownIsSaidInWords() {
        InstanceResult empty = Fixtures.with(
                Fixtures.judged(Severity.INFO, Cause.CANNOT_TELL, Confidence.LOW, List.of()), Optional.empty());
        String text = Jsoup.parse(page(empty)).body().text();
        assertTrue(text.contains("The input has no number for resident or used memory."), text);
        assertTrue(text.contains("Nothing: no action would make this better."), text);
    }

    @Test
    void anIndexWithoutInstancesOrTroubleIsStillAPage() {
        assertTrue(index().contains("No instance was found in the input."));
        InstanceResult fine = Fixtures.judged(Severity.OK, Cause.HEALTHY, Confidence.HIGH, List.of());
        String text = Jsoup.parse(index(fine, fine)).body().text();
        assertTrue(text.contains("None of the 2 instances is in trouble"), text);
    }

    @Test
    void theTenWorstAreNamedWithWhatToDoAndTheFineAreNot() {
        List<InstanceResult> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add(Fixtures.renamed(Fixtures.founding(), "cache-" + i));
        }
        many.add(Fixtures.judged(Severity.OK, Cause.HEALTHY, Confidence.HIGH, List.of()));
        Document page = Jsoup.parse(index(many.toArray(InstanceResult[]::new)));
        assertEquals(10, page.select("#attention li").size());
        String first = page.select("#attention li").get(0).text();
        assertTrue(first.contains("confidence high"), first);
        assertTrue(first.contains("one dump: since when is not told"), first);
        assertTrue(first.contains("jemalloc keeps 6.33 GiB of freed pages"), first);
        assertTrue(first.contains("Do first: Ask jemalloc to return the pages that it keeps."), first);
        assertTrue(first.contains("MEMORY PURGE"), first);
        assertTrue(
                page.select("#attention").text().endsWith("2 more need a person: All instances, worst first"),
                "nobody takes the ten for all");
        assertEquals(
                page.select("#quality h2").eachText(),
                page.select("header a[href=#quality]").eachText());
        InstanceResult fine = Fixtures.judged(Severity.OK, Cause.HEALTHY, Confidence.HIGH, List.of());
        assertTrue(Jsoup.parse(index(fine, fine)).select("#attention").isEmpty());
    }

    @Test
    void theRoomThatIsLeftIsToldAlsoWithoutATrend() {
        Document page = Jsoup.parse(index(Fixtures.founding(), peak()));
        List<String> rooms = page.select("#limits tbody tr").eachText();
        assertEquals(2, rooms.size(), rooms.toString());
        assertTrue(rooms.get(0).endsWith("8.37 GiB (61 %) no date: too few samples not tested"), rooms.get(0));
        assertTrue(
                rooms.get(1).matches("cache-1 host memory, 23.4 GiB; RSS takes 6\\d\\d MiB 22.8 GiB \\(97 %\\).*"),
                rooms.get(1));
    }

    @Test
    void oneServerUnderTwoNamesIsSaid() {
        InstanceResult peak = Fixtures.peak("10.1.1.1:6379", 60, 500_000, true);
        String text = Jsoup.parse(index(peak, Fixtures.renamed(peak, "cache-1")))
                .select("table.index")
                .text();
        assertTrue(text.contains("possibly the same server as cache-1"), text);
        assertTrue(text.contains("possibly the same server as 10.1.1.1:6379"), text);
    }

    @Test
    void noMessageIsMissing() {
        for (String page : List.of(page(peak()), page(Fixtures.founding()), index(peak(), Fixtures.founding()))) {
            String text = Jsoup.parse(page).body().text();
            assertFalse(
                    text.matches(
                            ".*\\b(section|quality|component|cause|kind|index|chart|bytes|appendix)\\.[a-z_]+\\b.*"),
                    "a key shows itself");
        }
    }
}
