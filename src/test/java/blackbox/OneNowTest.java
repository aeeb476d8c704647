package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One page, one "now": every part of a report that tells the same thing of the same moment tells the same number. */
final class OneNowTest {

    private static final String BYTES = "[−-]?[\\d.]+ [KMGT]?i?B";
    private static final Pattern OF = Pattern.compile("RSS (" + BYTES + ") for (" + BYTES + ") in use");
    private static final Pattern LAST = Pattern.compile("Last sample: (" + BYTES + ") in use, RSS (" + BYTES + ")");

    @TempDir
    Path out;

    static List<Path> samples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("samples"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** What was told under one name, and where. */
    private static final class Told {
        private final Map<String, Map<String, Set<String>>> byName = new TreeMap<>();

        void add(String name, String number, String place) {
            byName.computeIfAbsent(name, any -> new TreeMap<>())
                    .computeIfAbsent(number.strip(), any -> new LinkedHashSet<>())
                    .add(place);
        }

        int places(String name) {
            return byName.getOrDefault(name, Map.of()).values().stream()
                    .mapToInt(Set::size)
                    .sum();
        }

        void assertOne() {
            byName.forEach((name, numbers) -> assertEquals(1, numbers.size(), name + " is told as " + numbers));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachNumberOfNowIsTheSameEverywhere(Path sample) throws IOException {
        assertEquals(
                0,
                Program.run("analyze", sample.toString(), "-o", out.toString(), "--lang", "en")
                        .code());
        int pages = 0;
        try (Stream<Path> files = Files.walk(out)) {
            for (Path page : files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList()) {
                Document document = Jsoup.parse(page.toFile());
                if (document.getElementById("figures") != null) {
                    pages++;
                    check(document);
                }
            }
        }
        assertTrue(pages > 0, "no page of an instance");
    }

    private static void check(Document page) {
        Told told = new Told();
        figures(page, told);
        table(page, told);
        lastSample(page, told);
        headroom(page, told);
        everyComponent(page, told);
        told.assertOne();
        assertTrue(told.places("RSS now") >= 2, "RSS of now stands in " + told.places("RSS now") + " places");
        headline(page);
    }

    private static void figures(Document page, Told told) {
        for (Element figure : page.select("#figures > div")) {
            String name = figure.select("dt").text();
            Matcher of = OF.matcher(figure.select(".note").text());
            if (of.find() && (name.endsWith(" now") || name.startsWith("Missing"))) {
                told.add("RSS now", of.group(1), "figure " + name);
                told.add("used now", of.group(2), "figure " + name);
            } else if (of.find(0) && name.endsWith("worst")) {
                told.add("RSS at worst", of.group(1), "figure " + name);
            }
        }
    }

    /** Rows of the parts, with the columns by their heads. */
    private static void table(Document page, Told told) {
        List<String> heads = page.select("table.bytes thead th").eachText();
        for (Element row : page.select("table.bytes tbody tr")) {
            // the name of the row is a head of its own
            for (Element cell : row.select("td:not(.barcell)")) {
                String head = heads.get(cell.elementSiblingIndex());
                String moment = head.startsWith("last") || head.equals("bytes")
                        ? "now"
                        : head.startsWith("worst") ? "at worst" : "";
                if (!moment.isEmpty()) {
                    told.add(row.select("th").text().strip() + " " + moment, cell.text(), "table of bytes");
                }
            }
        }
    }

    private static void everyComponent(Document page, Told told) {
        for (Element table : page.select("table:has(caption:contains(Every component))")) {
            List<String> heads = table.select("thead th").eachText();
            for (Element row : table.select("tbody tr")) {
                List<String> cells = row.select("td").eachText();
                for (int i = 1; i < cells.size(); i++) {
                    if (heads.get(i).equals("last") || heads.get(i).equals("worst")) {
                        String moment = heads.get(i).equals("last") ? " now" : " at worst";
                        told.add(cells.get(0) + moment, cells.get(i), "every component");
                    }
                }
            }
        }
    }

    private static void lastSample(Document page, Told told) {
        Matcher last = LAST.matcher(page.select("table.tl").text());
        if (last.find()) {
            told.add("used now", last.group(1), "timeline");
            told.add("RSS now", last.group(2), "timeline");
        }
    }

    private static void headroom(Document page, Told told) {
        for (Element cell : page.select("table.room td:nth-child(3)")) {
            String limit = cell.parent().select("th").text();
            String first = cell.text().replaceAll(" \\(.*", "");
            told.add(limit.startsWith("maxmemory") ? "used now" : "RSS now", first, "headroom of " + limit);
        }
    }

    /** Where the first suspect has a claim of its own, it tells the numbers of the headline. */
    private static void headline(Document page) {
        Element suspect = page.selectFirst("#suspects .suspect");
        if (suspect == null || page.body().hasClass("ok")) {
            return;
        }
        List<String> said = new ArrayList<>(page.select("h1 .nb").eachText());
        String bytes = suspect.select("h3 b").text();
        assertFalse(bytes.isEmpty());
        // a suspect that says what the headline says does not say it twice
        String claim = suspect.select("> p:not([class])").text();
        if (claim.isEmpty()) {
            return;
        }
        said.removeIf(number -> claim.contains(number));
        assertEquals(List.of(), said, "numbers of the headline that its suspect does not tell: " + claim);
    }
}
