package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.Browser;
import io.fragmortem.report.BrowserSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of samples on telephones and screens, measured in the DOM: nothing scrolls sideways, no text lies on another or leaves
 * its box, all of it can be read, nothing is asked for, the console is silent.
 */
@Tag("browser")
class LayoutTest {

    private static final List<String> SAMPLES = List.of(
            "peak-then-flush",
            "fragmentation-ratchet",
            "restart",
            "replication",
            "founding-incident",
            "client-buffers",
            "swap",
            "primary-and-replica");
    private static final List<Integer> WIDTHS = List.of(390, 1024, 1440, 1600);

    /** Where the words are others and the boxes the same. */
    private static final List<Integer> OUTER_WIDTHS = List.of(390, 1600);

    /** Pages of samples, written once for all that looks at them. */
    @TempDir
    private static Path pages;

    @TempDir
    private Path temp = Path.of("");

    private Browser browser = Browser.none();

    @BeforeEach
    void findChromium() {
        browser = Browser.required(temp);
    }

    private static Path page(String sample, String language) {
        Path out = pages.resolve(sample + "-" + language);
        if (Files.exists(out)) {
            return out.resolve("index.html");
        }
        Program said = Program.run("analyze", "samples/" + sample, "-o", out.toString(), "--quiet", "--lang", language);
        assertEquals(0, said.code(), said.err());
        return out.resolve("index.html");
    }

    private static String measuring() throws IOException {
        try (InputStream in = LayoutTest.class.getResourceAsStream("/browser/measure.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String faults(List<Path> pages, String... options) throws Exception {
        return faults(pages, WIDTHS, options);
    }

    private String faults(List<Path> pages, List<Integer> widths, String... options) throws Exception {
        StringBuilder html = new StringBuilder("<!doctype html><meta charset=utf-8><pre id=faults></pre>");
        for (Path page : pages) {
            for (int width : widths) {
                html.append(
                        "<iframe data-name=\"%s at %d px\" src=\"%s\" style=\"width:%dpx;height:900px;border:0\"></iframe>"
                                .formatted(page.getParent().getFileName(), width, page.toUri(), width));
            }
        }
        Path frames = temp.resolve("frames.html");
        Files.writeString(frames, html.append("<script>").append(measuring()).append("</script>"));
        String[] arguments = new String[options.length + 5];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = "--allow-file-access-from-files";
        arguments[options.length + 1] = "--virtual-time-budget=20000";
        arguments[options.length + 2] = "--window-size=1700,900";
        arguments[options.length + 3] = "--dump-dom";
        arguments[options.length + 4] = frames.toUri().toString();
        String told =
                Jsoup.parse(browser.run(arguments)).select("#faults").first().wholeText();
        assertTrue(told.startsWith("measured"), "nothing was measured: " + told);
        return told.substring("measured".length()).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void pagesFitEveryScreen(String language) throws Exception {
        assertEquals(
                "",
                faults(
                        SAMPLES.stream().map(sample -> page(sample, language)).toList(),
                        language.equals("en") ? WIDTHS : OUTER_WIDTHS));
    }

    /** A measure that finds nothing proves nothing. */
    @Test
    void theMeasureFindsWhatItLooksFor() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("bad"));
        String words = "<p>some words that fill the page</p>".repeat(40);
        Path bad = Files.writeString(
                folder.resolve("index.html"),
                "<!doctype html><meta charset=utf-8><body style='background:#fff;color:#000'>" + words
                        + "<p style='margin-bottom:-30px'>below</p><p>above</p>"
                        + "<p style='color:#aaa'>faint</p><div style='width:2000px'>wide</div>"
                        + "<p style='margin-left:-60px'>outside of the page</p>");
        String found = faults(List.of(bad));
        assertTrue(found.contains("bad at 390 px: scrolls sideways: 20"), found);
        assertTrue(found.contains("\"below\" lies on \"above\""), found);
        assertTrue(found.contains("\"faint\" has a contrast of 2.32"), found);
        assertTrue(found.contains("\"outside of the page\" leaves its box"), found);
    }

    @Test
    void darkPagesCanBeReadToo() throws Exception {
        assertEquals(
                "",
                faults(
                        List.of(page("peak-then-flush", "en"), page("primary-and-replica", "en")),
                        "--blink-settings=preferredColorScheme=0"));
    }

    @Test
    void comparisonsFitToo() throws Exception {
        Path out = temp.resolve("compared");
        Program.run("compare", "samples/peak-then-flush", "--split", "2026-11-22T08:40:44Z", "-o", out.toString());
        assertEquals("", faults(List.of(out.resolve("index.html"))));
    }

    @Test
    void aPaperHasAtMostFourPages() throws Exception {
        try (BrowserSession session = browser.session()) {
            for (String sample : List.of("peak-then-flush", "restart", "replication")) {
                session.open(page(sample, "en"), "document.readyState === 'complete'");
                String pdf =
                        String.valueOf(session.command("Page.printToPDF", "{}").get("data"));
                String content = new String(Base64.getDecoder().decode(pdf), StandardCharsets.ISO_8859_1);
                int pages = content.split("/Type\\s*/Page[^s]", -1).length - 1;
                assertTrue(pages >= 2 && pages <= 4, sample + ": " + pages + " pages");
            }
        }
    }

    @Test
    void theFirstScreenHoldsVerdictActionAndChart() throws Exception {
        Document page = Jsoup.parse(Files.readString(page("restart", "en")));
        List<String> order = page.select("h1, .since, .first, figure.chart, dl.key").stream()
                .map(element -> element.normalName() + "." + element.className())
                .toList();
        assertEquals(List.of("h1.", "p.since", "div.first", "figure.chart", "dl.key"), order);
    }

    /** Where the plot of the chart ends on the first screen, in pixels from its top; of a lone dump where its bytes end. */
    private static final String END_OF_CHART = """
            (() => {
              const drawn = s => s.getBoundingClientRect().height > 0;
              const svg = [...document.querySelectorAll('figure.chart svg')].find(drawn);
              if (!svg) return Math.round(document.querySelector('.dump .bytes').getBoundingClientRect().bottom);
              const box = svg.getBoundingClientRect();
              const base = +svg.querySelector('.cur').getAttribute('y2');
              return Math.round(box.top + base * box.width / svg.viewBox.baseVal.width);
            })()""";

    @ParameterizedTest
    @CsvSource({"390, 844", "1440, 900"})
    void theWholePlotIsAboveTheFold(int width, int height) throws Exception {
        List<String> tall = List.of("libc-fragmentation", "peak-then-flush", "swap", "released", "founding-incident");
        try (BrowserSession session = browser.session()) {
            session.command(
                    "Emulation.setDeviceMetricsOverride",
                    "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
            for (String sample : tall) {
                boolean dump = sample.equals("founding-incident");
                session.open(page(sample, "en"), "document.querySelector('h1') && document.readyState === 'complete'");
                int end = (int) Double.parseDouble(String.valueOf(session.value(END_OF_CHART)));
                // a question and an action, each with its commands, fill a telephone before the bytes of a lone dump
                assertTrue(
                        end <= height || (dump && width < 640), sample + " ends at " + end + " of " + height + " px");
                assertEquals("0", String.valueOf(session.value(CUT_COMMANDS)).replace(".0", ""), sample);
            }
        }
    }

    /** Words of commands that stand on two lines though they would fit on one. */
    private static final String CUT_COMMANDS = """
            [...document.querySelectorAll('.first pre .nb')]
                .filter(word => word.getClientRects().length > 1).length""";

    /** What axe-core would say of structure: names for pictures, heads for tables, headings in order, a language. */
    @ParameterizedTest
    @ValueSource(strings = {"restart", "peak-then-flush", "primary-and-replica"})
    void everyPictureAndTableHasItsName(String sample) throws Exception {
        Document page = Jsoup.parse(Files.readString(page(sample, "en")));
        assertEquals("en", page.select("html").attr("lang"));
        for (Element picture : page.select("svg")) {
            boolean named = picture.hasAttr("aria-hidden")
                    || picture.attr("style").contains("display:none")
                    || picture.select("> title").size() == 1
                    || picture.hasAttr("aria-label")
                    || picture.attr("width").equals("0");
            assertTrue(named, "a picture without a name: " + picture.outerHtml().substring(0, 120));
        }
        for (Element table : page.select("table")) {
            assertTrue(!table.select("th[scope]").isEmpty(), "a table without heads: " + table.text());
        }
        int level = 0;
        for (Element heading : page.select("h1, h2, h3, h4")) {
            int own = heading.normalName().charAt(1) - '0';
            assertTrue(own <= level + 1, "a level is left out before " + heading.text());
            level = own;
        }
        for (Element focusable : page.select("[contenteditable], [tabindex]")) {
            assertTrue(
                    focusable.hasAttr("aria-label") || focusable.hasAttr("aria-labelledby"),
                    "no name: " + focusable.outerHtml());
        }
    }
}
