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

/** What the user knows stands in the timeline and in the chart. */
class NotesTest {

    private static final String PEAK = "samples/peak-then-flush";

    @TempDir
    private Path temp = Path.of("");

    private Document page(String... more) throws IOException {
        String[] args = new String[more.length + 4];
        System.arraycopy(
                new String[] {"analyze", PEAK, "-o", temp.resolve("out").toString()}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        Program said = Program.run(args);
        assertEquals(0, said.code(), said.err());
        return Jsoup.parse(Files.readString(temp.resolve("out/index.html"), StandardCharsets.UTF_8));
    }

    @Test
    void aNoteIsARowAndAMark() throws IOException {
        Document page =
                page("--note", "2026-11-22 08:39 <b>deployed</b> 4.2", "--note", "2026-11-22T09:41:00+01:00 paged");
        assertTrue(
                page.select("#timeline tr.marked").text().contains("Note: <b>deployed</b> 4.2"),
                page.select("#timeline").text());
        assertTrue(
                page.select("#timeline tr.marked").text().contains("08:41:00"),
                page.select("#timeline").text());
        assertTrue(page.select("svg text").text().contains("paged"), "a short note stands in the chart");
        assertTrue(page.select("b:contains(deployed)").isEmpty(), "a note is text");
    }

    @Test
    void aFileHoldsOneNoteOnEachLine() throws IOException {
        Path notes = Files.writeString(
                temp.resolve("notes.txt"), "# of the on-call\n\n1795336740 cache warmed\n2026-11-22 08:39:30 UTC+1\n");
        Document page = page("--notes", notes.toString());
        String timeline = page.select("#timeline").text();
        assertTrue(timeline.contains("Note: cache warmed"), timeline);
        assertTrue(timeline.contains("notes.txt:3"), timeline);
    }

    @Test
    void whatIsNoNoteIsSaid() throws IOException {
        Path notes = Files.writeString(temp.resolve("notes.txt"), "2026-11-22 08:39 fine\nyesterday something\n");
        Program file = Program.run("analyze", PEAK, "-o", temp.resolve("x").toString(), "--notes", notes.toString());
        assertEquals(2, file.code());
        assertTrue(file.err().contains("notes.txt:2: yesterday something"), file.err());
        Program option = Program.run("analyze", PEAK, "-o", temp.resolve("x").toString(), "--note", "2026-11-22 08:39");
        assertEquals(2, option.code(), "a time without a text");
        assertFalse(Files.exists(temp.resolve("x")));
    }

    @Test
    void aNoteOfAnotherDayIsNamed() {
        Program said = Program.run(
                "analyze", PEAK, "-o", temp.resolve("out").toString(), "--note", "2026-11-25 08:39 another day");
        assertEquals(0, said.code());
        assertTrue(said.err().contains("another day"), said.err());
    }
}
