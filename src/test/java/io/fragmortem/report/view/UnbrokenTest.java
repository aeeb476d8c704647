package io.fragmortem.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnbrokenTest {

    @Test
    void aNumberStaysWithItsUnit() {
        assertEquals(
                "by <span class=\"nb\">35.9 MiB/min</span> for <span class=\"nb\">5 min 49 s</span>, <span class=\"nb\">98 %</span>.",
                Unbroken.of("by 35.9 MiB/min for 5 min 49 s, 98 %.").text());
        assertEquals(
                "<span class=\"nb\">2 分钟 35 秒</span>。",
                Unbroken.of("2 分钟 35 秒。").text());
        assertEquals(
                "at <span class=\"nb\">2026-11-22</span> 08:38",
                Unbroken.of("at 2026-11-22 08:38").text());
        assertEquals(
                "<span class=\"nb\">362 MiB/天</span>（<span class=\"nb\">361 MiB/天</span> 至 9）",
                Unbroken.of("362 MiB/天（361 MiB/天 至 9）").text());
        assertEquals("2 samples &lt; 3", Unbroken.of("2 samples < 3").text());
    }

    @Test
    void dotsEndLinesAndDoNotBeginThem() {
        assertEquals(
                "cache-1\u00a0· Redis 7.0.15",
                Unbroken.dotted(List.of("cache-1", "Redis 7.0.15")).text());
    }

    @Test
    void wordsOfCommandsWithHyphensStayWholeAndTheRestIsEscaped() {
        assertEquals(
                "CONFIG SET <span class=\"nb\">auto-aof-rewrite-percentage</span> &lt;0&gt;",
                Unbroken.command("CONFIG SET auto-aof-rewrite-percentage <0>").text());
        String path = "/var/lib/" + "very-long-name-".repeat(4);
        String shown = "/var/<wbr>lib/<wbr>" + "very-long-name-".repeat(4);
        assertEquals(shown, Unbroken.command(path).text(), "it would leave a telephone's screen");
        assertEquals(
                "cat <span class=\"nb\">/proc/1/smaps</span>",
                Unbroken.command("cat /proc/1/smaps").text());
    }
}
