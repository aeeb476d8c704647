package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** All files of a release together: sums, jar, list of parts, guide, page. */
final class ReleaseIT {

    @Test
    void everyFileHasItsSum() throws Exception {
        Tool.Said said = Tool.run(Map.of(), "sh", "-c", "cd target/release && sha256sum -c SHA256SUMS");
        assertEquals(0, said.code(), said.text());
        Set<String> listed = new HashSet<>();
        Files.readAllLines(Release.FOLDER.resolve("SHA256SUMS")).forEach(line -> listed.add(line.substring(66)));
        try (Stream<Path> files = Files.list(Release.FOLDER)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("SHA256SUMS"))
                    .forEach(name -> assertTrue(listed.contains(name), name + " has no sum"));
        }
    }

    @Test
    void theJarRunsAloneAndHoldsItsLicences() throws Exception {
        Path jar = Release.file(Release.version() + ".jar");
        Tool.Said said =
                Tool.run(Map.of(), System.getProperty("java.home") + "/bin/java", "-jar", jar.toString(), "version");
        assertTrue(said.text().startsWith("fragmortem " + Release.version() + " (commit "), said.text());
        try (JarFile content = new JarFile(jar.toFile())) {
            for (String name : List.of(
                    "NOTICE",
                    "licences/LICENSE",
                    "licences/commons-math3.txt",
                    "licences/xz.txt",
                    "FastDoubleParser-LICENSE",
                    "Schubfach-LICENSE")) {
                assertTrue(content.getEntry("META-INF/" + name) != null, name);
            }
        }
    }

    /** The list of parts names what lies in the jar, and scanners can read it. */
    @Test
    void theBillNamesEveryLibrary() throws Exception {
        String bill = Files.readString(Release.file(".cdx.json"));
        assertTrue(bill.contains("\"bomFormat\" : \"CycloneDX\""), bill);
        List<String> parts = Files.readAllLines(Path.of("src/package/dependencies.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertTrue(parts.size() >= 10);
        for (String part : parts) {
            String[] cells = part.split("\t");
            assertTrue(bill.contains("pkg:maven/" + cells[0].replace(':', '/') + "@" + cells[1] + "?type=jar"), part);
            assertTrue(bill.contains(cells[3]), part);
        }
    }

    @Test
    void theGuideIsOnePageWithoutDeadLinks() throws Exception {
        Document guide = Jsoup.parse(Files.readString(Release.file("-guide.html")));
        assertTrue(guide.select("meta[http-equiv]").attr("content").startsWith("default-src 'none'"));
        assertTrue(
                guide.select("script, link[href^=http], img:not([src^=data:])").isEmpty(), "it asks for something");
        try (Stream<Path> pages = Files.list(Path.of("src/site/markdown"))) {
            assertEquals(pages.count(), guide.select("main > section").size());
        }
        Set<String> ids = new HashSet<>(guide.select("[id]").eachAttr("id"));
        assertTrue(ids.size() > 100 && guide.select("nav a").size() > 100);
        for (Element link : guide.select("a[href^=#]")) {
            assertTrue(ids.contains(link.attr("href").substring(1)), link.outerHtml());
        }
        assertFalse(guide.select("td, li").isEmpty());
        assertTrue(guide.select("main").text().length() > 100_000);
    }

    /** Where the page was built (profile web) it lies beside the others, with its licences inside. */
    @Test
    void thePageHoldsItsLicences() throws Exception {
        Path page = Release.FOLDER.resolve("fragmortem-" + Release.version() + ".html");
        Release.need(Files.exists(page), "the page: build with -Prelease,web");
        String text = Files.readString(page);
        for (String part : List.of("Apache-2.0", "TeaVM", "univocity", "jackson-core", "BSD-3-Clause")) {
            assertTrue(text.substring(0, 5000).contains(part), part);
        }
    }
}
