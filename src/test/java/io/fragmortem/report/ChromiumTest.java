package io.fragmortem.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.InstanceResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser makes of the pages. */
@Tag("browser")
class ChromiumTest {

    private static final String PROBE = "<script>document.title='ran'</script>";

    @TempDir
    private Path temp = Path.of("");

    private Browser browser = Browser.none();

    @BeforeEach
    void findChromium() {
        browser = Browser.required(temp);
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        return browser.run(arguments);
    }

    private static String page() {
        InstanceResult peak = Fixtures.peak("cache-1", 300, 1_000_000, true);
        return new HtmlReport(Fixtures.wording(), Optional.empty()).instance(Fixtures.result(peak), peak, "");
    }

    private String url(String name, String page) throws IOException {
        Path file = temp.resolve(name);
        Files.writeString(file, page, StandardCharsets.UTF_8);
        return file.toUri().toString();
    }

    @Test
    void ourScriptRunsUnderThePolicyAndAnotherOneDoesNot() throws Exception {
        InstanceResult peak = Fixtures.peak("cache-1", 60, 1_000_000, true);
        var run = Fixtures.result(peak, Fixtures.founding());
        String index = new HtmlReport(Fixtures.wording(), Optional.empty())
                .index(run, Fixtures.review(run), Fixtures.hrefs(run));
        Document sorted = Jsoup.parse(run("--dump-dom", url("index.html", index)));
        assertFalse(sorted.select("th[aria-sort]").isEmpty(), "our script made the table sortable");
        assertTrue(Jsoup.parse(index).select("th[aria-sort]").isEmpty());
    }

    @Test
    void aForeignScriptIsBlocked() throws Exception {
        String page = page().replace("</main>", PROBE + "</main>");
        Path file = temp.resolve("probe.html");
        Files.writeString(file, page, StandardCharsets.UTF_8);
        // The violation is reported on the console with the address of the page, which names the probe.
        Document dom = Jsoup.parse(run("--dump-dom", file.toUri().toString()));
        assertFalse(dom.title().equals("ran"), "the policy blocks what we did not write");
    }

    @Test
    void theChartReadsOutTheNearestSampleAndTablesSort() throws Exception {
        String act = "<script>var"
                + " s=document.querySelector('svg[data-left]'),b=s.getBoundingClientRect();s.dispatchEvent(new"
                + " PointerEvent('pointermove',{clientX:b.left+b.width/2,clientY:b.top+50}))</script>";
        String free = page().replaceFirst("<meta http-equiv[^>]*>", "").replace("</body>", act + "</body>");
        Document dom = Jsoup.parse(run("--window-size=1100,900", "--dump-dom", url("free.html", free)));
        String read = dom.select("#read").text();
        assertTrue(read.startsWith("2026-11-22 08:3") && read.contains(" · RSS ") && read.contains("MiB"), read);
        assertEquals("visible", dom.select("svg.chart-wide .cur").attr("visibility"));
        var run = Fixtures.result(Fixtures.peak("cache-1", 60, 1_000_000, true), Fixtures.founding());
        String click = "<script>document.querySelectorAll('th[aria-sort]')[3].click()</script>";
        String index = new HtmlReport(Fixtures.wording(), Optional.empty())
                .index(run, Fixtures.review(run), Fixtures.hrefs(run))
                .replaceFirst("<meta http-equiv[^>]*>", "")
                .replace("</body>", click + "</body>");
        Document sorted = Jsoup.parse(run("--dump-dom", url("free-index.html", index)));
        assertEquals(
                List.of("10.1.36.33:6379", "cache-1"),
                sorted.select("table.index tbody a").eachText());
        assertEquals("descending", sorted.select("th[aria-sort]").get(3).attr("aria-sort"));
    }

    /** Names alone, without the cause below them, and as people count; the first click begins with the first name. */
    @Test
    void instancesSortByNameAsPeopleCount() throws Exception {
        var run = Fixtures.result(
                Fixtures.peak("cache-10", 60, 1_000_000, true),
                Fixtures.peak("cache-9", 60, 1_000_000, true),
                Fixtures.founding(),
                Fixtures.peak("cache-100", 60, 1_000_000, true));
        String index = new HtmlReport(Fixtures.wording(), Optional.empty())
                .index(run, Fixtures.review(run), Fixtures.hrefs(run))
                .replaceFirst("<meta http-equiv[^>]*>", "");
        List<String> byName = List.of("10.1.36.33:6379", "cache-9", "cache-10", "cache-100");
        assertEquals(byName, clicked(index, 2, 1));
        List<String> backwards = new ArrayList<>(byName);
        Collections.reverse(backwards);
        assertEquals(backwards, clicked(index, 2, 2));
    }

    /** By what the numbers say and not by their first digits; what has no number stands last whichever way it is sorted. */
    @Test
    void instancesSortByTrendAndUnknownComesLast() throws Exception {
        var run = Fixtures.result(
                Fixtures.founding(),
                Fixtures.trending("falls", -300_000_000.0),
                Fixtures.trending("slow", 9_000_000.0),
                Fixtures.trending("fast", 2_000_000_000.0));
        String index = new HtmlReport(Fixtures.wording(), Optional.empty())
                .index(run, Fixtures.review(run), Fixtures.hrefs(run))
                .replaceFirst("<meta http-equiv[^>]*>", "");
        assertEquals(List.of("fast", "slow", "falls", "10.1.36.33:6379"), clicked(index, 5, 1));
        assertEquals(List.of("falls", "slow", "fast", "10.1.36.33:6379"), clicked(index, 5, 2));
    }

    /** Each head is a button, so that a keyboard reaches it, and all but the picture sort. */
    @Test
    void everyColumnOfInstancesButThePictureSorts() throws Exception {
        var run = Fixtures.result(Fixtures.founding(), Fixtures.peak("cache-1", 60, 1_000_000, true));
        String index = new HtmlReport(Fixtures.wording(), Optional.empty())
                .index(run, Fixtures.review(run), Fixtures.hrefs(run));
        Document page = Jsoup.parse(run("--dump-dom", url("heads.html", index)));
        assertEquals(page.select("table.index th:not(.spark)"), page.select("table.index th[aria-sort]:has(button)"));
        assertEquals(
                List.of("ascending", "none", "none", "none", "none", "none"),
                page.select("table.index th[aria-sort]").eachAttr("aria-sort"),
                "it comes in the order of its ranks");
    }

    private List<String> clicked(String index, int column, int times) throws Exception {
        String click = "<script>"
                + ("document.querySelectorAll('th[aria-sort]')[" + column + "].click();").repeat(times) + "</script>";
        String page = index.replace("</body>", click + "</body>");
        return Jsoup.parse(run("--dump-dom", url("clicked.html", page)))
                .select("table.index tbody a")
                .eachText();
    }

    @Test
    void everythingIsThereBeforeAnyScriptRuns() throws Exception {
        String page = page();
        Document withScript = Jsoup.parse(run("--dump-dom", url("page.html", page)));
        String dead = page.replaceFirst("script-src &#39;[^&]*&#39;", "script-src &#39;none&#39;");
        assertFalse(page.equals(dead));
        Document without = Jsoup.parse(run("--dump-dom", url("probe-dead.html", dead)));
        assertEquals(withScript.body().text(), without.body().text());
        assertEquals(words(Jsoup.parse(page)), words(without));
    }

    private static String words(Document document) {
        return document.body().text().replace(" ", "");
    }

    @Test
    void theChartIsDrawnOnAPageOfAnyWidthAndWithStylesBlocked() throws Exception {
        String page = page();
        String bare = page.replaceFirst("style-src &#39;[^&]*&#39;", "style-src &#39;none&#39;");
        assertFalse(page.equals(bare));
        Path shot = temp.resolve("shot.png");
        for (String html : List.of(page, bare)) {
            boolean blocked = html.equals(bare);
            String name = blocked ? "probe-bare.html" : "page.html";
            run("--window-size=1100,1600", "--screenshot=" + shot, url(name, html));
            assertTrue(share(shot, 0xeaa63b) > 0.02, "the kept pages are amber, styles blocked: " + blocked);
            assertTrue(share(shot, 0x3567ab) > 0.01, "the dataset is blue, styles blocked: " + blocked);
        }
        run("--window-size=500,1600", "--screenshot=" + shot, url("page.html", page));
        assertTrue(share(shot, 0xeaa63b) > 0.02, "the narrow chart is drawn");
    }

    @Test
    void darkScreensGetADarkPageAndPaperALightOne() throws Exception {
        Path shot = temp.resolve("dark.png");
        run(
                "--window-size=1100,900",
                "--blink-settings=preferredColorScheme=0",
                "--screenshot=" + shot,
                url("page.html", page()));
        assertTrue(share(shot, 0x14181d) > 0.5, "the page is dark");
        assertEquals(0.0, share(shot, 0xffffff), 0.02);
    }

    @Test
    void itPrintsOnPages() throws Exception {
        Path pdf = temp.resolve("report.pdf");
        run("--no-pdf-header-footer", "--print-to-pdf=" + pdf, url("page.html", page()));
        String content = Files.readString(pdf, StandardCharsets.ISO_8859_1);
        int pages = content.split("/Type\\s*/Page[^s]", -1).length - 1;
        assertTrue(content.startsWith("%PDF-"));
        assertTrue(pages >= 2 && pages <= 4, pages + " pages");
    }

    /** Share of pixels of a colour, give or take what smoothing does. */
    private static double share(Path image, int colour) throws IOException {
        var pixels = ImageIO.read(image.toFile());
        long hits = 0;
        for (int y = 0; y < pixels.getHeight(); y++) {
            for (int x = 0; x < pixels.getWidth(); x++) {
                int rgb = pixels.getRGB(x, y);
                int distance = Math.abs((rgb >> 16 & 255) - (colour >> 16 & 255))
                        + Math.abs((rgb >> 8 & 255) - (colour >> 8 & 255))
                        + Math.abs((rgb & 255) - (colour & 255));
                hits += distance < 24 ? 1 : 0;
            }
        }
        return hits / ((double) pixels.getWidth() * pixels.getHeight());
    }
}
