package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the instances of a fleet do or have together, on its page, in its result and in its summary. */
final class FleetTogetherTest {

    private static final long START = Instant.parse("2026-10-01T00:00:00Z").getEpochSecond();
    private static final int DAY = 86_400;

    @TempDir
    private Path folder;

    private Path out() {
        return folder.resolve("out");
    }

    private void analyze(String table, String... options) throws IOException {
        Path export = Files.writeString(folder.resolve("export.csv"), table);
        String[] all = new String[4 + options.length];
        all[0] = "analyze";
        all[1] = export.toString();
        all[2] = "-o";
        all[3] = out().toString();
        System.arraycopy(options, 0, all, 4, options.length);
        Program run = Program.run(all);
        assertEquals(0, run.code(), run.err());
    }

    private String written(String file) throws IOException {
        return Files.readString(out().resolve(file));
    }

    private Document page() throws IOException {
        return Jsoup.parse(written("index.html"));
    }

    /** Three days of some servers on two hosts; those of the first restart in the same minutes, or each on another day. */
    private static String restarting(boolean together) {
        StringBuilder rows = new StringBuilder("time,instance,used_memory,used_memory_rss,uptime_in_seconds\n");
        for (int second = 0; second < 3 * DAY; second += 300) {
            for (int i = 0; i < 8; i++) {
                String name = "10.0.0." + (1 + i / 4) + ":" + (6379 + i % 4);
                int restart = together ? DAY + 7_800 + 45 * i : 30_000 * (i + 1);
                boolean restarted = i < 4 && second >= restart;
                rows.append(Instant.ofEpochSecond(START + second)).append(',').append(name);
                rows.append(",100000000,120000000,");
                rows.append(restarted ? second - restart : 900_000 + second).append('\n');
            }
        }
        return rows.toString();
    }

    @Test
    void restartsAtOneTimeAreToldWithNamesAndHost() throws IOException {
        analyze(restarting(true));
        String told = page().select("#restarts").text();
        assertTrue(
                told.contains(
                        "4 instances of one host restarted between 2026-10-02 02:10:00 and 02:12:15: did the host go"
                                + " down or run out of memory?"),
                told);
        assertTrue(told.contains("host 10.0.0.1 (4 of its 4)"), told);
        assertTrue(told.contains("10.0.0.1:6381"), told);
        assertTrue(
                written("result.json")
                        .contains("\"restarts\":[{\"from\":\"2026-10-02T02:10:00Z\",\"to\":\"2026-10-02T02:12:15Z\","),
                "in the result");
        String summary = written("summary.md");
        assertTrue(summary.contains("4 instances of one host restarted between"), summary);
    }

    @Test
    void restartsOfOtherTimesAreNot() throws IOException {
        analyze(restarting(false));
        assertTrue(page().select("#restarts").isEmpty());
        assertTrue(written("result.json").contains("\"restarts\":[]"));
        assertFalse(written("summary.md").contains("restarted between"));
    }

    /** Eight shards, all of which hold the same, but for the last one. */
    private static String shards(long last) {
        StringBuilder rows = new StringBuilder("time,instance,used_memory,used_memory_rss\n");
        for (int second = 0; second < DAY; second += 1_800) {
            for (int i = 1; i <= 8; i++) {
                long used = (i == 8 ? last : 2_000_000_000L) + 1_000_000L * i;
                rows.append(Instant.ofEpochSecond(START + second))
                        .append(",orders-")
                        .append(i)
                        .append(',');
                rows.append(used).append(',').append(used + 90_000_000).append('\n');
            }
        }
        return rows.toString();
    }

    @Test
    void aShardThatHoldsMoreIsToldBesideItsSiblings() throws IOException {
        analyze(shards(6_000_000_000L));
        String told = page().select("#shards").text();
        assertTrue(told.contains("orders orders-8 data 5.60 GiB 1.87 GiB of 8 shards"), told);
        String result = written("result.json");
        assertTrue(
                result.contains("\"shards\":[{\"cluster\":\"orders\",\"label\":null,\"at\":\"2026-10-01T23:30:00Z\","
                        + "\"shards\":8,\"median_data_bytes\":2004500000,\"median_gap_bytes\":90000000,"
                        + "\"standing_out\":[{\"instance\":\"orders-8\",\"what\":\"data\",\"bytes\":6008000000}]}]"),
                result.substring(result.indexOf("\"fleet\":")));
        assertTrue(written("summary.md").contains("orders-8 holds 5.60 GiB of data, the 8 shards of orders 1.87 GiB"));
    }

    @Test
    void shardsThatAreAlikeAreNotTold() throws IOException {
        analyze(shards(2_100_000_000L));
        assertTrue(page().select("#shards").isEmpty());
        assertTrue(written("result.json").contains("\"shards\":[]"));
    }

    private static final String DUMP = "# Server\r\nredis_version:%s\r\n# Memory\r\nused_memory:1048576000\r\n"
            + "used_memory_rss:%d\r\nused_memory_peak:2000000000\r\nused_memory_overhead:100000000\r\n"
            + "used_memory_startup:800000\r\nused_memory_dataset:948576000\r\nallocator_allocated:1049000000\r\n"
            + "allocator_active:1080000000\r\nallocator_resident:%d\r\nmem_allocator:jemalloc-5.2.1\r\n";

    /** Ten of a new build that are ill; of those of the old one the same team has some, or none. */
    private void builds(boolean apart) throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        StringBuilder labels = new StringBuilder("instance,team\n");
        for (int i = 0; i < 40; i++) {
            boolean renewed = i < 10;
            String name = "host-" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
            long rss = renewed ? 2_600_000_000L : 1_130_000_000L;
            Files.writeString(
                    archive.resolve(name + ".txt"),
                    DUMP.formatted(renewed ? "7.2.4" : "7.0.15", rss, rss - 20_000_000));
            labels.append(name).append(i < (apart ? 20 : 10) ? ",payments\n" : ",search\n");
        }
        Path file = Files.writeString(folder.resolve("labels.csv"), labels);
        Program run = Program.run("analyze", archive.toString(), "-o", out().toString(), "--labels", file.toString());
        assertEquals(0, run.code(), run.err());
    }

    @Test
    void aBuildAndATeamOfTheSameInstancesAreNotToldApart() throws IOException {
        builds(false);
        String told = page().select("#groups").text();
        assertTrue(
                told.contains(
                        "Group team=payments cannot be told apart from Redis 7.2.4 (version): the same instances."),
                told);
        assertTrue(
                written("result.json")
                        .contains("{\"of\":[{\"by\":\"version\",\"label\":null,\"value\":\"Redis"
                                + " 7.2.4\"}],\"instances\":10,"
                                + "\"needing\":10,\"stands\":true,\"inseparable_from\":[{\"by\":\"label\",\"label\":\"team\","
                                + "\"value\":\"payments\"}],\"explained_by\":[]}"),
                "in the result");
        String summary = written("summary.md");
        assertTrue(summary.contains("In group Redis 7.2.4 (version) 10 of 10 instances need a person"), summary);
    }

    @Test
    void aTeamIsNotMarkedForItsBuild() throws IOException {
        builds(true);
        Document page = page();
        assertTrue(
                page.select("#groups")
                        .text()
                        .contains("Group team=payments is not marked: what it has beyond chance is that of Redis 7.2.4"
                                + " (version)."),
                page.text());
        assertEquals(1, page.select("#groups td:contains(more than chance)").size());
    }
}
