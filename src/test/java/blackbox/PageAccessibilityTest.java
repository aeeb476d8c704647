package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.AxeCore;
import io.fragmortem.report.Browser;
import io.fragmortem.report.BrowserSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of every kind by axe-core: on a telephone and a screen, light and dark, with all folds open. */
@Tag("browser")
class PageAccessibilityTest {

    private static final String LOADED = "document.readyState === 'complete'";

    @TempDir
    private Path temp = Path.of("");

    private BrowserSession browser;
    private AxeCore axe;

    @BeforeEach
    void open() throws Exception {
        browser = Browser.required(Files.createDirectories(temp.resolve("browser")))
                .session();
        axe = new AxeCore(browser);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private List<Path> pages(String... command) throws Exception {
        Path out = Files.createTempDirectory(temp, "pages");
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("-o", out.toString(), "--quiet"));
        Program said = Program.run(arguments.toArray(String[]::new));
        assertEquals(0, said.code(), said.err());
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    private String faults(List<Path> pages) throws Exception {
        StringBuilder faults = new StringBuilder();
        for (AxeCore.Screen screen : AxeCore.Screen.values()) {
            axe.look(screen);
            for (int i = 0; i < pages.size(); i++) {
                browser.open(pages.get(i), LOADED);
                // one page's contrast in the light, the next one's in the dark: LayoutTest measures it too
                boolean light = screen == AxeCore.Screen.TELEPHONE;
                String found = light == (i % 2 == 0) ? axe.faults() : axe.faultsBesideContrast();
                if (!found.isEmpty()) {
                    faults.append(temp.relativize(pages.get(i)) + ", " + screen + ":\n" + found + "\n");
                }
            }
        }
        return faults.toString();
    }

    @Test
    void pagesOfSamplesHaveNoFaults() throws Exception {
        List<Path> pages = new ArrayList<>();
        for (String sample : List.of("fragmentation-ratchet", "founding-incident", "replication")) {
            pages.addAll(pages("analyze", "samples/" + sample));
        }
        assertEquals("", faults(pages));
    }

    @Test
    void pagesOfFleetsAndComparisonsHaveNoFaults() throws Exception {
        List<Path> pages = new ArrayList<>(pages("analyze", "samples/primary-and-replica", "--lang", "zh"));
        pages.addAll(pages("compare", "samples/peak-then-flush", "--split", "2026-11-22T08:40:44Z"));
        assertEquals("", faults(pages));
    }

    /** A check that finds nothing proves nothing. */
    @Test
    void itFindsWhatItLooksFor() throws Exception {
        Path bad = Files.writeString(
                temp.resolve("bad.html"),
                "<!doctype html><title>bad</title><img src='data:,'>"
                        + "<p style='color:#aaa;background:#fff'>faint</p>");
        String found = faults(List.of(bad));
        assertTrue(found.contains("image-alt") && found.contains("color-contrast"), found);
        assertTrue(found.contains("html-has-lang"), found);
    }
}
