package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader reads on the page of every sample, in both languages: any change of a word or a number is seen in review. */
final class PagesTest {

    /** What holds words; the numbers behind the chart and the appendix have tests of their own. */
    private static final String BLOCKS = "h1, h2, h3, p, li, dt, dd, caption, figcaption, summary, tr, pre";

    @TempDir
    Path out;

    static Stream<Arguments> pages() throws IOException {
        List<Arguments> pages = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of("samples"))) {
            for (Path sample : folders.filter(Files::isDirectory).sorted().toList()) {
                pages.add(Arguments.of(sample, "en"));
                pages.add(Arguments.of(sample, "zh"));
            }
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void readsAsBefore(Path sample, String language) throws IOException {
        Program run = Program.run("analyze", sample.toString(), "-o", out.toString(), "--lang", language, "--quiet");
        assertEquals(0, run.code(), run.err());
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path page : files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList()) {
                text.append("## ").append(out.relativize(page)).append('\n').append(words(Jsoup.parse(page.toFile())));
            }
        }
        Golden.assertMatches("pages/" + sample.getFileName() + "." + language + ".txt", text.toString());
    }

    @Test
    void noSuspectProposesWhatThePageWarnsOf() throws IOException {
        Program run = Program.run("analyze", "samples/eviction", "-o", out.toString(), "--quiet");
        assertEquals(0, run.code(), run.err());
        Document page = Jsoup.parse(out.resolve("index.html").toFile());
        assertTrue(page.select("#do .not").text().contains("Do not count on a restart"));
        assertFalse(page.select("#suspects").text().contains("Restart the server"));
    }

    /** RSS grows by 240 MiB there; used memory bends three times, by a few MiB each. */
    @Test
    void whatMovedLittleBesideTheLargestChangeIsLeftToTheTable() throws IOException {
        Program run = Program.run("analyze", "samples/fragmentation-ratchet", "-o", out.toString(), "--quiet");
        assertEquals(0, run.code(), run.err());
        Document page = Jsoup.parse(out.resolve("index.html").toFile());
        assertEquals(List.of("2"), page.select("figure .chart-wide .badge-text").eachText());
        assertEquals(1, page.select(".tl tr.marked").size());
        assertEquals(6, page.select(".tl tbody tr:not(.day)").size());
    }

    /** Two thirds of the data were swapped out: its name stands in what was left, and the rest has a name of its own. */
    @Test
    void whatIsNotResidentIsNamedInTheChart() throws IOException {
        Program run = Program.run("analyze", "samples/swap", "-o", out.toString(), "--quiet");
        assertEquals(0, run.code(), run.err());
        Document page = Jsoup.parse(out.resolve("index.html").toFile());
        Element chart = page.selectFirst("figure .chart-wide");
        List<String> inBands = chart.select("text[paint-order]:not(.halo)").eachText();
        assertEquals(List.of("dataset", "not resident"), inBands);
    }

    private static String words(Document page) {
        page.select("#chart-data, #appendix, #human, svg, style, script").remove();
        StringBuilder words = new StringBuilder();
        for (Element block : page.select(BLOCKS)) {
            if (block.parents().is("tr, li, pre")) {
                continue;
            }
            String line =
                    block.is("tr") ? String.join(" | ", block.select("th, td").eachText()) : block.text();
            if (!line.isBlank()) {
                words.append(block.normalName())
                        .append(' ')
                        .append(line.strip())
                        .append('\n');
            }
        }
        return words.toString();
    }
}
