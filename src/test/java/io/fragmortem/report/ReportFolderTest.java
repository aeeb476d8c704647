package io.fragmortem.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.text.TicketText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    @TempDir
    private Path temp = Path.of("");

    private static ReportFolder folder() {
        return new ReportFolder(Fixtures.wording(), Optional.empty());
    }

    private static ReportFolder.Written write(ReportFolder folder, Fixtures.Whole run, Path out) {
        return folder.write(run.told(), run, out.toString());
    }

    private static Path write(Fixtures.Whole run, Path out) {
        return Path.of(write(folder(), run, out).first().orElseThrow());
    }

    private static InstanceResult peak(String name) {
        return Fixtures.peak(name, 60, 5_000_000, false);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void oneInstanceIsTheIndex() throws IOException {
        Path index = write(Fixtures.run(Fixtures.founding()), temp.resolve("a/b"));
        assertEquals(temp.resolve("a/b/index.html"), index);
        assertTrue(Jsoup.parse(read(index)).select("p.sev").text().startsWith("⚠ warning"));
        assertTrue(read(temp.resolve("a/b/result.json")).startsWith("{\"schema\":\"fragmortem/1\""));
        assertTrue(read(temp.resolve("a/b/summary.md")).startsWith("# 10.1.36.33:6379"));
        assertFalse(Files.exists(temp.resolve("a/b/instances")));
    }

    @Test
    void severalInstancesHaveAPageEachAndLinksBothWays() throws IOException {
        Path index = write(Fixtures.run(peak("cache"), peak("../../etc/passwd"), peak("数据")), temp);
        List<String> hrefs = Jsoup.parse(read(index)).select("table.index a").eachAttr("href");
        assertEquals(List.of("instances/01-cache.html", "instances/02-etc-passwd.html", "instances/03.html"), hrefs);
        for (String href : hrefs) {
            Path page = temp.resolve(href);
            String back = Jsoup.parse(read(page)).select("p.where a").attr("href");
            assertEquals(index, page.resolveSibling(back).normalize());
        }
    }

    /** A row that says nothing stands for any fault of ours in making a page. */
    private static InstanceResult unshowable(String name) {
        Phrase[] nothing = new Phrase[1];
        return Fixtures.with(
                peak(name),
                List.of(new TimelineRow(
                        0,
                        OptionalLong.empty(),
                        TimelineRow.Kind.EVENT,
                        TimelineRow.Turn.NONE,
                        new TimelineRow.Words(nothing[0], nothing[0], List.of()),
                        "redis.log:1",
                        0)));
    }

    @Test
    void aPageThatFailsCostsOnlyItsInstance() throws IOException {
        ReportFolder.Written written =
                write(folder(), Fixtures.run(peak("cache-1"), unshowable("cache-2"), peak("cache-3")), temp);
        String index = read(Path.of(written.first().orElseThrow()));
        assertEquals(
                List.of("instances/01-cache-1.html", "instances/03-cache-3.html"),
                Jsoup.parse(index).select("table.index a").eachAttr("href"));
        assertFalse(Files.exists(temp.resolve("instances/02-cache-2.html")));
        assertEquals(2, written.told().instances().size());
        String told = "cache-2: a defect of Fragmortem while making its page: java.lang.NullPointerException";
        assertTrue(Jsoup.parse(index).text().contains(told), Jsoup.parse(index).text());
        assertTrue(read(temp.resolve("result.json"))
                .contains("\"defects\":[{\"stage\":\"report\",\"name\":\"cache-2\",\"line\":null,\"format\":null"));
        assertTrue(read(temp.resolve("summary.md")).contains("a defect of Fragmortem while making its page"));
    }

    @Test
    void withoutAnyPageNothingIsWritten() throws IOException {
        Path out = temp.resolve("out");
        ReportFolder.Written written = write(folder(), Fixtures.run(unshowable("a"), unshowable("b")), out);
        assertTrue(written.first().isEmpty());
        assertEquals(2, written.told().defects().size());
        assertFalse(Files.exists(out));
        assertTrue(write(folder(), Fixtures.run(unshowable("a")), temp.resolve("a.html"))
                .first()
                .isEmpty());
    }

    @Test
    void summariesComeInTheFormsThatAreAskedFor() throws IOException {
        write(
                new ReportFolder(Fixtures.wording(), Optional.empty(), EnumSet.allOf(TicketText.Form.class)),
                Fixtures.run(peak("a")),
                temp);
        assertTrue(read(temp.resolve("summary.md")).startsWith("# a\n"));
        assertTrue(read(temp.resolve("summary.jira")).startsWith("h1. a\n"));
        assertTrue(read(temp.resolve("summary-mail.txt")).startsWith("a\n=\n"));
        assertTrue(read(temp.resolve("summary-chat.txt")).startsWith("a: "));
    }

    @Test
    void aSinglePageTakesOneInstance() throws IOException {
        Path page = temp.resolve("new/Ticket.HTML");
        assertEquals(page, write(Fixtures.run(peak("cache")), page));
        assertTrue(read(page).contains("cache"));
        Fixtures.Whole two = Fixtures.run(peak("a"), peak("b"));
        String message = assertThrows(IllegalArgumentException.class, () -> write(folder(), two, page))
                .getMessage();
        assertTrue(String.valueOf(message).contains("found 2 instances"), message);
        assertTrue(ReportFolder.isPage(Path.of("x.htm")));
        assertFalse(ReportFolder.isPage(Path.of("report")));
    }

    @Test
    void whereNothingCanBeWrittenThePathIsNamed() throws IOException {
        Path file = temp.resolve("file");
        Files.writeString(file, "x", StandardCharsets.UTF_8);
        UncheckedIOException thrown = assertThrows(
                UncheckedIOException.class, () -> write(folder(), Fixtures.run(peak("a")), file.resolve("out")));
        assertTrue(String.valueOf(thrown.getMessage()).contains("file"), thrown.getMessage());
    }

    @Test
    void namesAreSafeOnEveryFileSystem() {
        SafeNames names = new SafeNames(5_000);
        assertEquals("0007-10.1.36.33-6379.html", names.page(7, "10.1.36.33:6379"));
        assertEquals("0008.html", names.page(8, "\u202e///\\"));
        assertEquals("0009-con.html", names.page(9, "CON"));
        assertEquals("0010-a.b.html", names.page(10, "-a..b.-"));
        assertTrue(names.page(11, "x".repeat(500)).length() < 80);
    }

    @Test
    void aTemplateOfTheUserWinsAndTheRestIsBuiltIn() throws IOException {
        Files.writeString(temp.resolve("page.css"), "h1{color:teal}\r\n", StandardCharsets.UTF_8);
        HtmlReport report = new HtmlReport(Fixtures.wording(), Optional.of(temp));
        InstanceResult founding = Fixtures.founding();
        String page = report.instance(Fixtures.result(founding), founding, "");
        assertTrue(page.contains("<style>h1{color:teal}\n</style>"));
        assertTrue(page.contains("Do this now"));
        Files.writeString(
                temp.resolve("instance.ftlh"), "<p>${page.answer.verdict.sentence}</p>", StandardCharsets.UTF_8);
        HtmlReport other = new HtmlReport(Fixtures.wording(), Optional.of(temp));
        assertTrue(other.instance(Fixtures.result(founding), founding, "").startsWith("<p>jemalloc keeps"));
    }

    @Test
    void aBrokenTemplateIsNamed() throws IOException {
        Path folder = temp;
        Files.writeString(folder.resolve("instance.ftlh"), "line\n${page.nothing}", StandardCharsets.UTF_8);
        InstanceResult founding = Fixtures.founding();
        HtmlReport report = new HtmlReport(Fixtures.wording(), Optional.of(folder));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> report.instance(Fixtures.result(founding), founding, ""))
                .getMessage();
        assertTrue(String.valueOf(message).matches("(?s).*instance.ftlh.*line 2.*"), message);
        Files.writeString(folder.resolve("instance.ftlh"), "<#if", StandardCharsets.UTF_8);
        HtmlReport half = new HtmlReport(Fixtures.wording(), Optional.of(folder));
        assertThrows(IllegalArgumentException.class, () -> half.instance(Fixtures.result(founding), founding, ""));
    }

    @Test
    void templatesCannotReachIntoTheProgram() throws IOException {
        InstanceResult founding = Fixtures.founding();
        for (String attack : List.of(
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "${page.answer.verdict.class.protectionDomain}",
                "${page?api.class}")) {
            Files.writeString(temp.resolve("instance.ftlh"), attack, StandardCharsets.UTF_8);
            HtmlReport report = new HtmlReport(Fixtures.wording(), Optional.of(temp));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> report.instance(Fixtures.result(founding), founding, ""),
                    attack);
        }
    }

    @Test
    void aFolderThatIsNoneIsRefused() {
        Path none = temp.resolve("none");
        assertThrows(IllegalArgumentException.class, () -> new HtmlReport(Fixtures.wording(), Optional.of(none)));
    }
}
