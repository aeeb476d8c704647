package io.fragmortem.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.HardFixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TicketTextTest {

    private final TicketText markdown = new TicketText(Fixtures.wording(), TicketText.Form.MARKDOWN);

    @Test
    void aTicketGetsTheWholeStory() {
        InstanceResult peak = Fixtures.peak("cache-1", 600, 500_000, true);
        Golden.assertMatches("summary.md", markdown.summary(Fixtures.result(peak), List.of(peak)));
        Golden.assertMatches(
                "summary-of-two.md",
                markdown.summary(Fixtures.result(peak, Fixtures.founding()), List.of(peak, Fixtures.founding())));
    }

    @Test
    void diagnoseGivesTheInstanceAlone() {
        String text = markdown.instance(Fixtures.founding());
        assertTrue(text.startsWith("# 10.1.36.33:6379\n"), text);
        assertTrue(text.contains("  redis-cli -h 10.1.36.33 -p 6379 MEMORY PURGE\n"), text);
        assertFalse(text.contains("Impact on users"), text);
    }

    @Test
    void textCannotBecomeMarkup() {
        assertEquals("\\*\\*a\\*\\* \\[x\\](y) \\`z\\` &lt;b&gt; \\|", MarkdownScript.escape("**a** [x](y) `z` <b> |"));
        assertEquals(
                "used_memory_rss \\_x\\_ \\\\ \\~ @&#8203;all", MarkdownScript.escape("used_memory_rss _x_ \\ ~ @all"));
        assertEquals("\\# a # b", MarkdownScript.escape("# a # b"));
        InstanceResult hostile =
                HardFixtures.hostile(Fixtures.peak("a", 60, 500_000, false), "<script>|\n\n# owned ```\u202e");
        String evil = markdown.summary(Fixtures.result(hostile), List.of(hostile));
        assertFalse(evil.contains("<script>|\n") && evil.contains("\n# owned"), evil);
        assertFalse(evil.contains("\u202e"), evil);
        assertTrue(evil.contains("````"), "a fence that the command cannot close");
    }

    @Test
    void nothingToDoAndNothingKnownAreSaid() {
        InstanceResult fine = Fixtures.with(
                Fixtures.judged(Severity.OK, Cause.HEALTHY, Confidence.HIGH, List.of()), Optional.empty());
        assertTrue(markdown.instance(fine).contains("Nothing: no action would make this better."));
    }

    @Test
    void aLongTimelineIsCutAndSaysSo() {
        InstanceResult peak = Fixtures.peak("cache-1", 600, 500_000, true);
        List<TimelineRow> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(peak.timeline().get(i % 5));
        }
        assertTrue(markdown.instance(Fixtures.with(peak, rows)).contains("and 450 more rows"));
    }

    /** Jira refuses a description above 32,767 characters; a message of chat names the worst and how many there are. */
    @Test
    void aFleetFitsIntoATicket() {
        InstanceResult[] many = IntStream.range(0, 40)
                .mapToObj(i -> Fixtures.peak("cache-" + i, 600, 500_000, true))
                .toArray(InstanceResult[]::new);
        for (TicketText.Form form : TicketText.Form.values()) {
            String text = new TicketText(Fixtures.wording(), form).summary(Fixtures.result(many), List.of(many));
            assertTrue(text.length() <= 30_000, form + ": " + text.length());
            assertTrue(text.contains("40 of 40 instances"), form + ": " + text);
            assertTrue(text.contains("cache-0"), form.name());
            assertEquals(form != TicketText.Form.CHAT, text.contains("cache-39"), form + " lists all");
            boolean told = Pattern.compile("Do\\s+first:").matcher(text).find();
            assertEquals(form != TicketText.Form.CHAT, told, form + " says what to do of the worst");
        }
        String both = new TicketText(Fixtures.wording(), TicketText.Form.MARKDOWN)
                .summary(Fixtures.result(many[0], many[1]), List.of(many[0], many[1]));
        assertTrue(both.contains("## cache-0\n") && both.contains("## cache-1\n"), "few are told in full");
    }

    private static String text(TicketText.Form form, InstanceResult result) {
        return new TicketText(Fixtures.wording(), form).summary(Fixtures.result(result), List.of(result));
    }

    @Test
    void linksPeopleAndIssuesOfTheInputStayText() {
        String evil = "http://evil.example/x @ops #12 www.evil.example <!here> !7";
        InstanceResult hostile = HardFixtures.hostile(Fixtures.peak("a", 60, 500_000, false), evil);
        for (TicketText.Form form : TicketText.Form.values()) {
            String text = text(form, hostile).replaceAll("(?s)```.*?```|\\{noformat}.*?\\{noformat}", "");
            // Commands stand alone on their lines, where nothing is linked in a ticket.
            String prose =
                    text.lines().filter(line -> !line.strip().equals(evil)).reduce("", (a, b) -> a + b + "\n");
            assertFalse(prose.contains("http://"), form + ": " + prose);
            assertFalse(prose.contains("@ops"), form + ": " + prose);
            assertFalse(prose.contains("www.evil"), form + ": " + prose);
            assertFalse(prose.contains("<!here"), form + ": " + prose);
            assertFalse(form == TicketText.Form.MARKDOWN && prose.contains("#12"), prose);
        }
    }

    @Test
    void jiraGetsItsOwnMarkup() {
        String jira = text(TicketText.Form.JIRA, Fixtures.peak("cache-1", 600, 500_000, true));
        Golden.assertMatches("summary.jira", jira);
        assertTrue(jira.startsWith("h1. cache-1\n"), jira);
        assertTrue(jira.contains("{noformat}\nredis-cli -h 10.1.36.33 -p 6379 MEMORY PURGE\n{noformat}"), jira);
        assertEquals("\\{color\\} a\\|b used_memory x-y \\-z", JiraScript.escape("{color} a|b used_memory x-y -z"));
    }

    @Test
    void aMailFitsSeventyTwoColumns() {
        String mail = text(TicketText.Form.MAIL, Fixtures.peak("cache-1", 600, 500_000, true));
        Golden.assertMatches("summary-mail.txt", mail);
        for (String line : mail.split("\n", -1)) {
            boolean table = line.contains("  ") && !line.startsWith("  ");
            assertTrue(line.length() <= 72 || table, line);
        }
    }

    @Test
    void aChatGetsOneParagraphAndTheCommand() {
        String chat = new TicketText(Fixtures.wording(), TicketText.Form.CHAT).instance(Fixtures.founding());
        assertEquals(
                "10.1.36.33:6379: ⚠ warning, confidence high. jemalloc keeps 6.33 GiB of freed pages for 0.8 MiB in"
                        + " use; 5.32 GiB of them are still resident. No restart needed. One dump: it cannot show since"
                        + " when. A second one later would. The data is 12.7 KiB, the peak was 6.30 GiB: was it meant to be"
                        + " emptied? If not: backup first. Ask jemalloc to return the pages that it keeps.\n"
                        + "redis-cli -h 10.1.36.33 -p 6379 MEMORY PURGE\n",
                chat);
    }
}
