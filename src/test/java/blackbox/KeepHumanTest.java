package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people typed into a report survives the next run. */
class KeepHumanTest {

    @TempDir
    private Path temp = Path.of("");

    private static void type(Path page, String block, String text) throws IOException {
        Document document = Jsoup.parse(Files.readString(page, StandardCharsets.UTF_8));
        document.select("[data-human=" + block + "]").first().text(text);
        document.select("table[data-human=actions] td").first().text("Set maxmemory");
        document.outputSettings().prettyPrint(false);
        Files.writeString(page, document.outerHtml(), StandardCharsets.UTF_8);
    }

    private Document page(String path) throws IOException {
        return Jsoup.parse(Files.readString(temp.resolve(path), StandardCharsets.UTF_8));
    }

    @Test
    void aSavedPageIsGivenToTheNextRun() throws IOException {
        String out = temp.resolve("one").toString();
        assertEquals(0, Program.run("analyze", "samples/healthy", "-o", out).code());
        Path saved = temp.resolve("one/index.html");
        type(saved, "impact", "None & <nobody> noticed");
        for (String from : new String[] {saved.toString(), out}) {
            Program again = Program.run(
                    "analyze", "samples/healthy", "-o", temp.resolve("two").toString(), "--keep-human", from);
            assertEquals(0, again.code(), again.err());
            Document page = page("two/index.html");
            assertEquals(
                    "None & <nobody> noticed",
                    page.select("[data-human=impact]").text());
            assertEquals(
                    "Set maxmemory",
                    page.select("table[data-human=actions] td").first().text());
            String summary = Files.readString(temp.resolve("two/summary.md"));
            assertTrue(summary.contains("None &amp; &lt;nobody&gt; noticed"), summary);
            assertTrue(summary.contains("| Set maxmemory |"), summary);
        }
    }

    @Test
    void eachInstanceKeepsItsOwn() throws IOException {
        String out = temp.resolve("both").toString();
        assertEquals(
                0,
                Program.run("analyze", "samples/primary-and-replica", "-o", out).code());
        type(temp.resolve("both/instances/02-replica.html"), "lessons", "replicas are calm");
        assertEquals(
                0,
                Program.run("analyze", "samples/primary-and-replica", "-o", out, "--keep-human", out)
                        .code());
        assertEquals(
                "replicas are calm",
                page("both/instances/02-replica.html")
                        .select("[data-human=lessons]")
                        .text());
        assertEquals(
                "",
                page("both/instances/01-primary.html")
                        .select("[data-human=lessons]")
                        .text());
    }

    @Test
    void whatIsNotThereIsSaid() {
        Program wrong = Program.run(
                "analyze", "samples/healthy", "-o", temp.resolve("x").toString(), "--keep-human", "no-such-page.html");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--keep-human no-such-page.html"), wrong.err());
    }

    /** What would be lost without a word stays, and is told with what to do. */
    @Test
    void nothingOfAnybodyIsOverwritten() throws IOException {
        Path out = temp.resolve("typed");
        assertEquals(
                0,
                Program.run("analyze", "samples/healthy", "-o", out.toString()).code());
        assertEquals(
                0,
                Program.run("analyze", "samples/healthy", "-o", out.toString()).code());
        type(out.resolve("index.html"), "impact", "nobody noticed");
        refused("add `--keep-human " + out + "`", "analyze", "samples/healthy", "-o", out.toString());
        assertEquals(
                "nobody noticed",
                page("typed/index.html").select("[data-human=impact]").text());

        Path report = temp.resolve("report");
        assertEquals(
                0,
                Program.run("analyze", "samples/healthy", "-o", report.toString())
                        .code());
        String split = "2026-11-22 08:38";
        refused(
                "holds a report of `analyze`",
                "compare",
                "samples/peak-then-flush",
                "--split",
                split,
                "-o",
                report.toString());
        Path comparison = temp.resolve("comparison");
        String[] compare = {"compare", "samples/peak-then-flush", "--split", split, "-o", comparison.toString()};
        assertEquals(0, Program.run(compare).code());
        assertEquals(0, Program.run(compare).code());
        refused("holds a report of `compare`", "analyze", "samples/healthy", "-o", comparison.toString());

        for (String name : new String[] {"index.html", "result.json", "summary.md"}) {
            Path foreign = Files.createDirectories(temp.resolve("www-" + name));
            Files.writeString(foreign.resolve(name), "<h1>My shop</h1>");
            refused("is no report of this program", "analyze", "samples/healthy", "-o", foreign.toString());
            assertEquals("<h1>My shop</h1>", Files.readString(foreign.resolve(name)));
        }
        Path single = Files.writeString(temp.resolve("mine.html"), "<h1>My shop</h1>");
        refused("is no report of this program", "analyze", "samples/healthy", "-o", single.toString());
    }

    private static void refused(String why, String... args) {
        Program run = Program.run(args);
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().contains(why), run.err());
    }
}
