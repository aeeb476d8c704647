package io.fragmortem.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.report.Browser;
import io.fragmortem.report.BrowserSession;
import io.fragmortem.report.HtmlReport;
import io.fragmortem.report.json.JsonCheck;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.words.Wording;
import io.fragmortem.web.Program.Dropped;
import io.fragmortem.web.Program.Told;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page says what the program says: the same words, verdicts, counts and drawings, numbers within 1e-9. Every case runs with
 * {@code -Dfragmortem.parity=all}, the samples and every sixth specimen otherwise.
 */
@Tag("browser")
class ParityTest {

    private static final double RELATIVE = 1e-9;
    private static final String DATA = "id=\"fragmortem-data\">";
    private static final boolean ALL = "all".equals(System.getProperty("fragmortem.parity"));

    @TempDir
    private Path temp = Path.of("");

    /** Files that a person would drop together. */
    private record Case(String name, List<Dropped> files) {}

    @Test
    void thePageSaysWhatTheProgramSays() throws Exception {
        List<Case> cases = cases();
        List<String> different = new ArrayList<>();
        try (BrowserSession browser = Browser.required(temp).session()) {
            WebPage page = new WebPage(browser);
            for (Case one : cases) {
                try {
                    compare(one, page);
                } catch (AssertionError e) {
                    different.add(one.name() + ": " + e.getMessage());
                }
            }
        }
        assertEquals(List.of(), different, () -> "of " + cases.size() + " cases");
        assertTrue(cases.size() > 40, "there are cases");
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path sample : list(Path.of("samples"))) {
            cases.add(new Case(sample.toString(), files(sample)));
        }
        List<Path> specimens = new ArrayList<>();
        for (Path format : list(Path.of("src", "test", "resources", "specimens"))) {
            specimens.addAll(list(format));
        }
        for (int i = 0; i < specimens.size(); i += ALL ? 1 : 6) {
            if (Files.isRegularFile(specimens.get(i))) {
                cases.add(new Case(specimens.get(i).toString(), List.of(dropped(specimens.get(i)))));
            }
        }
        Path handed = Path.of("..", "shared");
        if (ALL && Files.isDirectory(handed)) {
            for (String folder : List.of("field", "captures", "corpus")) {
                try (Stream<Path> files = Files.walk(handed.resolve(folder))) {
                    for (Path file : files.filter(ParityTest::isInput).sorted().toList()) {
                        cases.add(new Case(file.toString(), List.of(dropped(file))));
                    }
                }
            }
        }
        return cases;
    }

    private static boolean isInput(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file)
                && !name.matches(
                        "README.*|expected.*|truth.*|.*\\.(md|py|zip|tar|tgz|tar\\.gz|zst|xz|bz2|lz4|7z|sh|js|html)")
                && file.toFile().length() < 3_000_000;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<Dropped> files(Path folder) throws IOException {
        List<Dropped> dropped = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(ParityTest::isInput).sorted().toList()) {
                dropped.add(dropped(file));
            }
        }
        return dropped;
    }

    private static Dropped dropped(Path file) throws IOException {
        return new Dropped(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }

    private static void compare(Case one, WebPage page) throws Exception {
        List<Dropped> inOrder = one.files().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        Told run = Program.analyze(inOrder);
        assertEquals(!run.results().isEmpty(), page.read(inOrder), () -> "an answer");
        if (run.results().isEmpty()) {
            return;
        }
        compare(run, new Wording("en", ZoneOffset.UTC), page);
        Wording chinese = new Wording("zh", ZoneOffset.UTC);
        page.switchLanguage();
        String other = page.save("summary");
        page.hideNames(true);
        String hidden = page.save("summary");
        page.clear(); // before anything is judged: the next case begins with names, in English
        page.switchLanguage();
        assertEquals(summary(run, chinese), other);
        assertEquals(summary(run.redacted(), chinese), hidden);
    }

    private static String summary(Told told, Wording wording) {
        return new TicketText(wording, TicketText.Form.MARKDOWN).summary(told.run(), worst(told));
    }

    private static void compare(Told told, Wording wording, WebPage page) throws Exception {
        AnalysisResult run = told.run();
        assertEquals(summary(told, wording), page.save("summary"));
        JsonReport report = new JsonReport(wording);
        StringWriter json = new StringWriter();
        report.write(run, told.results().stream().map(report::instance).toList(), json);
        same("", JsonCheck.object(json.toString()), JsonCheck.object(page.save("json")));
        HtmlReport pages = new HtmlReport(wording, Optional.empty());
        boolean several = told.results().size() > 1;
        if (several) {
            List<String> hrefs = IntStream.range(0, told.results().size())
                    .mapToObj(i -> "#instance-" + i)
                    .toList();
            FleetReview review = FleetReview.of(run.instances(), Labels.NONE, Optional.empty());
            samePage(pages.index(run, review, hrefs), page.save("page"));
            page.follow(0);
        }
        samePage(pages.instance(run, told.results().get(0), several ? "#index" : ""), page.save("page"));
    }

    private static List<InstanceResult> worst(Told told) {
        return told.results().stream().limit(TicketText.MOST_FULL).toList();
    }

    /** The same but for last digits in the data that the page carries along. */
    private static void samePage(String expected, String found) {
        int data = expected.indexOf(DATA);
        int end = expected.indexOf("</script>", data);
        int foundEnd = found.indexOf("</script>", found.indexOf(DATA));
        assertEquals(expected.substring(0, data), found.substring(0, Math.max(0, found.indexOf(DATA))));
        assertEquals(expected.substring(end), found.substring(foundEnd));
        same(
                "",
                JsonCheck.object(expected.substring(data + DATA.length(), end)),
                JsonCheck.object(found.substring(found.indexOf(DATA) + DATA.length(), foundEnd)));
    }

    private static void same(String where, Object expected, Object found) {
        if (expected instanceof Map<?, ?> map && found instanceof Map<?, ?> other) {
            assertEquals(List.copyOf(map.keySet()), List.copyOf(other.keySet()), where);
            map.forEach((key, value) -> sameOrNull(where + "." + key, value, other.get(key)));
        } else if (expected instanceof List<?> list && found instanceof List<?> other) {
            assertEquals(list.size(), other.size(), where);
            for (int i = 0; i < list.size(); i++) {
                sameOrNull(where + "[" + i + "]", list.get(i), other.get(i));
            }
        } else if (expected instanceof Double number && found instanceof Double other) {
            assertEquals(number, other, RELATIVE * Math.abs(number), where);
        } else {
            assertEquals(expected, found, where);
        }
    }

    private static void sameOrNull(String where, Object expected, Object found) {
        if (expected == null || found == null) {
            assertEquals(expected, found, where);
        } else {
            same(where, expected, found);
        }
    }
}
