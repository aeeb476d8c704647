package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Did it help? Captures, windows, results and pages compared through the command line. */
class CompareTest {

    private static final String PEAK = "samples/peak-then-flush";
    private static final String PURGED = "2026-11-22T08:40:44Z";

    @TempDir
    private Path temp = Path.of("");

    private String out(String name) {
        return temp.resolve(name).toString();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void aPurgeInTheMiddleHelped() throws IOException {
        Program said = Program.run("compare", PEAK, "--split", PURGED, "-o", out("split"));
        assertEquals(0, said.code(), said.err());
        Document page = Jsoup.parse(read(temp.resolve("split/index.html")));
        assertTrue(
                page.select(".sev").text().startsWith("▼ better"),
                page.select(".sev").text());
        assertEquals(2, page.select("svg.chart-half").size());
        assertTrue(
                page.select("h1").text().startsWith("RSS beyond used memory fell from"),
                page.select("h1").text());
        assertTrue(read(temp.resolve("split/summary.md")).contains("**▼ better**"));
        assertTrue(read(temp.resolve("split/result.json")).contains("\"outcome\":\"better\""));
    }

    @Test
    void resultsPagesAndCapturesAreOneAndTheSame() throws IOException {
        assertEquals(0, Program.run("analyze", PEAK, "-o", out("report")).code());
        for (String other : new String[] {"report", "report/result.json", "report/index.html"}) {
            Program said = Program.run("compare", PEAK, out(other), "-o", out("same.html"));
            assertEquals(0, said.code(), said.err());
            String title = Jsoup.parse(read(temp.resolve("same.html"))).title();
            assertTrue(title.contains("is the same as far as it matters"), other + ": " + title);
        }
    }

    @Test
    void theWindowIsCut() throws IOException {
        Program said = Program.run(
                "analyze", PEAK, "--since", "2026-11-22 08:38:10", "--until", "2026-11-22 08:40:00", "-o", out("cut"));
        assertEquals(0, said.code(), said.err());
        String where = Jsoup.parse(read(temp.resolve("cut/index.html")))
                .select(".where")
                .text();
        assertTrue(where.contains("2026-11-22 08:38:10 to 08:39:59 UTC"), where);
    }

    @ParameterizedTest
    @CsvSource({"info, 1", "warning, 1", "critical, 0"})
    void aComparisonFailsByWhatTheVerdictIsNow(String least, int code) throws IOException {
        String calm = "redis_version:7.0.15\nmem_allocator:jemalloc-5.2.1\nused_memory:4294967296\n"
                + "allocator_allocated:4294967296\nallocator_active:4395630592\n";
        Path before = temp.resolve("before.txt");
        Files.writeString(before, calm + "used_memory_rss:4500000000\nallocator_resident:4480000000\n");
        Path after = temp.resolve("after.txt");
        Files.writeString(
                after,
                calm.replace("4395630592", "8300000000")
                        + "used_memory_rss:8500000000\nallocator_resident:8480000000\n");
        String[] ways = {before.toString(), after.toString()};
        Program worse = Program.run("compare", ways[0], ways[1], "-o", out("worse"), "--fail-on", least);
        assertEquals(code, worse.code(), worse.err());
        Program better = Program.run("compare", ways[1], ways[0], "-o", out("better"), "--fail-on", least);
        assertEquals(0, better.code(), better.err());
        assertTrue(better.err().contains("fell from"), better.err());
        Program quiet = Program.run("compare", ways[1], ways[0], "-o", out("quiet"), "--quiet");
        assertEquals("", quiet.err());
    }

    @Test
    void wrongUseIsSaid() {
        assertEquals(2, Program.run("compare", PEAK, "-o", out("x")).code());
        assertEquals(
                2,
                Program.run("compare", PEAK, PEAK, "--split", PURGED, "-o", out("x"))
                        .code());
        assertEquals(2, Program.run("compare", PEAK, PEAK).code());
        Program moment = Program.run("compare", PEAK, "--split", "soon", "-o", out("x"));
        assertEquals(2, moment.code());
        assertTrue(moment.err().contains("--split soon"), moment.err());
        assertEquals(
                2,
                Program.run("analyze", PEAK, "--since", "2026-11-23", "--until", "2026-11-22", "-o", out("x"))
                        .code());
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Program said = Program.run("compare", PEAK, out("nothing-here"), "-o", out("x"));
        assertTrue(said.err().contains("nothing-here"), said.err());
        assertFalse(Files.exists(temp.resolve("x")), "nothing to compare with");
    }

    @Test
    void aDamagedResultIsNamed() throws IOException {
        Path file = temp.resolve("result.json");
        Files.writeString(file, "{\"schema\":\"fragmortem/1\",\"instances\":[", StandardCharsets.UTF_8);
        Program said = Program.run("compare", PEAK, file.toString(), "-o", out("x"));
        assertEquals(2, said.code());
        assertTrue(said.err().contains("result.json"), said.err());
    }
}
