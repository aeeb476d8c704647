package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code analyze} writes for several instances beside their pages. */
final class FleetTest {

    private static final String DUMP = "# Server\r\nredis_version:%s\r\n# Memory\r\nused_memory:1048576000\r\n"
            + "used_memory_rss:%d\r\nused_memory_peak:2000000000\r\nused_memory_overhead:100000000\r\n"
            + "used_memory_startup:800000\r\nused_memory_dataset:948576000\r\nallocator_allocated:1049000000\r\n"
            + "allocator_active:1080000000\r\nallocator_resident:%d\r\nmem_allocator:jemalloc-5.2.1\r\n";

    @TempDir
    private Path folder;

    private Path archive() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        dump(archive, "cache-1", 2_600_000_000L);
        dump(archive, "cache-2", 1_130_000_000L);
        dump(archive, "queue-1", 2_900_000_000L);
        return archive;
    }

    private static void dump(Path archive, String name, long rss) throws IOException {
        Files.writeString(archive.resolve(name + ".txt"), DUMP.formatted("7.0.15", rss, rss - 20_000_000));
    }

    private static Program run(Object... args) {
        return Program.run(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** The terminal names the worst, and says that there are others. */
    @Test
    void moreThanTheTerminalNamesAreCounted() throws IOException {
        StringBuilder rows = new StringBuilder("time,instance,used_memory,used_memory_rss\n");
        for (int i = 0; i < 9; i++) {
            rows.append("2026-10-01T00:00:00Z,cache-" + i + ",100000000,900000000\n");
        }
        Path export = Files.writeString(folder.resolve("nine.csv"), rows);
        Program run = Program.run(
                "analyze", export.toString(), "-o", folder.resolve("nine").toString());
        assertTrue(
                run.err().contains("and 4 more that need a person")
                        || run.out().contains("and 4 more that need a person"),
                run.err() + run.out());
    }

    @Test
    void labelsAreSummedAndEachInstanceIsALineForQueries() throws IOException {
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "instance,team\ncache-1,\"red, dark\"\ncache-2,\"red, dark\"\nqueue-1,blue\n");
        Path out = folder.resolve("out");
        Program run =
                run("analyze", archive(), "-o", out, "--labels", labels, "--results", "json,jsonl", "--threads", "2");
        assertEquals(0, run.code(), run.err());
        Document page = Jsoup.parse(read(out.resolve("index.html")));
        assertTrue(page.select("#groups").text().contains("red, dark"), page.text());
        List<String> lines = read(out.resolve("fleet.csv")).lines().toList();
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).endsWith(",page,label_team"), lines.get(0));
        assertTrue(lines.get(1).startsWith("1,queue-1,warning,allocator-retention,"), lines.get(1));
        int remedy = List.of(lines.get(0).split(",")).indexOf("first_remedy");
        assertFalse(lines.get(1).split(",")[remedy].isEmpty(), lines.get(1));
        assertTrue(lines.get(2).endsWith("instances/02-cache-1.html,\"red, dark\""), lines.get(2));
        assertEquals(3, read(out.resolve("result.jsonl")).lines().count());
        assertTrue(read(out.resolve("result.json")).startsWith("{\"schema\":\"fragmortem/1\""));
    }

    @Test
    void labelsThatASpreadsheetWroteKeepEveryRow() throws IOException {
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "instance;rack\r\ncache-1;19\" left\r\ncache-2;19\" left\r\nqueue-1;blue\r\n");
        Path out = folder.resolve("out");
        Program run = run("analyze", archive(), "-o", out, "--labels", labels);
        assertEquals(0, run.code(), run.err());
        List<String> lines = read(out.resolve("fleet.csv")).lines().toList();
        assertTrue(lines.get(0).endsWith(",label_rack"), lines.get(0));
        assertTrue(lines.get(1).endsWith(",blue"), lines.get(1));
        assertTrue(lines.get(2).endsWith(",\"19\"\" left\""), lines.get(2));
        assertTrue(lines.get(3).endsWith(",\"19\"\" left\""), lines.get(3));
    }

    /** Active defrag leaves 90 MiB alone unless it is told otherwise: its command by itself would do nothing. */
    @Test
    void whatStandsInTheWayOfTheFirstRemedyIsToldWithIt() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        for (int i = 1; i <= 5; i++) {
            Files.writeString(
                    archive.resolve("cache-" + i + ".txt"),
                    "# Server\r\nredis_version:7.0.15\r\n# Memory\r\nused_memory:120000000\r\n"
                            + "used_memory_rss:22000000" + i + "\r\nused_memory_peak:121000000\r\n"
                            + "used_memory_overhead:10000000\r\nused_memory_startup:800000\r\n"
                            + "used_memory_dataset:110000000\r\nallocator_allocated:121000000\r\n"
                            + "allocator_active:215000000\r\nallocator_resident:217000000\r\n"
                            + "mem_allocator:jemalloc-5.2.1\r\n");
        }
        Path out = folder.resolve("out");
        Program run = run("analyze", archive, "-o", out);
        assertEquals(0, run.code(), run.err());
        String told = "as it is set it does not start: it needs 100 MiB";
        Document page = Jsoup.parse(read(out.resolve("index.html")));
        assertTrue(page.select("#attention code").text().contains("activedefrag yes"), page.text());
        assertTrue(page.select("#attention .todo").get(0).text().contains("First: " + told), page.text());
        String summary = read(out.resolve("summary.md"));
        assertTrue(summary.substring(0, summary.indexOf("| ---")).contains(told), summary);
    }

    /** A name that is mistyped would cost its sum in silence. */
    @Test
    void labelsThatFitNothingAreToldOnceEach() throws IOException {
        Path labels = Files.writeString(
                folder.resolve("labels.csv"),
                "instance,team,rack\n\ncache-1,red,1\ncache-2.eu,red,1\nqueue-7,blue,1\ncache-3,blue\n,red,2\n"
                        + "queue-1,blue,1,x\ncache-1,green,1,\na,,\nb,,\n");
        Path out = folder.resolve("out");
        Program run = run("analyze", archive(), "-o", out, "--labels", labels);
        assertEquals(0, run.code(), run.err());
        List<String> said = List.of(
                "labels.csv:4: found 5 rows that name no instance of the input: cache-2.eu:4, queue-7:5, cache-3:6 and"
                        + " 2 more, expected names as the input has them: cache-1, cache-2, queue-1",
                "labels.csv: found no label for 1 of 3 instances: cache-2, expected a row for each instance",
                "labels.csv:6: found 1 row with fewer cells than the header: cache-3:6, expected 3 cells as in the"
                        + " header",
                "labels.csv:8: found 1 row with more cells than the header: queue-1:8, expected 3 cells as in the"
                        + " header",
                "labels.csv:9: found 1 row for instances named before: cache-1:9, expected each instance once; the"
                        + " last row counts",
                "labels.csv:7: found 1 row without the name of an instance, in line 7, expected a name in the first"
                        + " column");
        String page =
                Jsoup.parse(read(out.resolve("index.html"))).select("#quality").text();
        String json = read(out.resolve("result.json"));
        for (String line : said) {
            assertEquals(1, run.err().lines().filter(one -> one.endsWith(line)).count(), line + " in " + run.err());
            String found = line.substring(line.indexOf("found "), line.indexOf(", expected"));
            assertTrue(page.contains(found), page);
            assertTrue(json.contains("\"" + found.substring(6) + "\""), json);
        }
        List<String> lines = read(out.resolve("fleet.csv")).lines().toList();
        assertTrue(lines.get(1).endsWith("queue-1.html,blue,1"), lines.get(1));
        assertTrue(lines.get(2).endsWith("cache-1.html,green,1"), lines.get(2));
        assertTrue(lines.get(3).endsWith("cache-2.html,,"), lines.get(3));
    }

    /** All of it is in vain, and whoever reads the page in the morning would not know why there are no sums. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "instance,team/cache-1.eu,red/cache-2.eu,red/"
                        + "|labels.csv:2: found 2 rows of which none names an instance of the input: cache-1.eu:2,"
                        + " cache-2.eu:3, expected names as the input has them: cache-1, cache-2, queue-1",
                "instance,team/|labels.csv:1: found a header alone, expected a row for each instance"
            })
    void labelsOfWhichNothingFitsAreAMistake(String table, String said) throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.csv"), table.replace("/", "\n"));
        Path out = folder.resolve("out");
        Program run = run("analyze", archive(), "-o", out, "--labels", labels, "--quiet");
        assertEquals(4, run.code(), run.err());
        assertTrue(run.err().strip().endsWith(said), run.err());
        assertEquals(4, read(out.resolve("fleet.csv")).lines().count());
    }

    /** What runs out, how much is left, when in days and by date, and whether growth is proven. */
    @Test
    void whatRunsOutFirstIsToldToWhoeverHasToActInTime() throws IOException {
        StringBuilder rows = new StringBuilder("time,instance,used_memory,used_memory_rss,maxmemory\n");
        for (int hour = 0; hour < 9 * 24; hour++) {
            long noise = (hour * 7919L % 13 - 6) * 200_000;
            String time = "2026-10-%02dT%02d:00:00Z".formatted(1 + hour / 24, hour % 24);
            row(rows, time, "growing", 1_000_000_000 + 50_000_000L * hour / 24 + noise);
            row(rows, time, "flat", 500_000_000 + noise);
            row(rows, time, "full", 2_100_000_000 + noise);
            long top = hour < 80 ? 300_000_000 : 700_000_000;
            row(rows, time, "late", top - 2_000_000L * Math.max(0, hour - 150) + noise);
        }
        Path export = Files.writeString(folder.resolve("export.csv"), rows);
        Path out = folder.resolve("out");
        assertEquals(0, run("analyze", export, "-o", out).code());
        Document page = Jsoup.parse(read(out.resolve("index.html")).replace('\u00a0', ' '));
        List<String> lines = page.select("#limits tbody tr").eachText();
        assertEquals(4, lines.size(), lines.toString());
        assertEquals(
                "full maxmemory, 1.86 GiB; used memory takes 1.95 GiB none: 105 % full full now none: steady",
                lines.get(0));
        assertTrue(
                lines.get(1)
                        .matches("growing maxmemory, 1.86 GiB; used memory takes 1.35 GiB 5\\d\\d MiB \\(2\\d %\\)"
                                + " likely in 1[01] d( \\d+ h)? \\(2026-10-2[01] \\d\\d:\\d\\d\\),"
                                + " at the earliest in 1[01] d( \\d+ h)? \\(2026-10-2[01] \\d\\d:\\d\\d\\)"
                                + " proven: 47.\\d MiB/day"),
                lines.get(1));
        assertTrue(
                lines.get(3).matches("flat .* not within 2\\d d( \\d+ h)? \\(until 2026-11-.*\\) none: steady"),
                lines.get(3));
        assertTrue(
                lines.get(2).matches("late .* not as it goes: it falls none: it falls at the end"),
                "it rose before: " + lines.get(2));
    }

    private static void row(StringBuilder rows, String time, String name, long used) {
        rows.append("%s,%s,%d,%d,2000000000\n".formatted(time, name, used, used + used / 20));
    }

    /** A report that lies in what is read must not become an instance of the next one. */
    @ParameterizedTest
    @CsvSource({"., json", "report, json", "report, jsonl", "cache-1-files, 'json,jsonl'"})
    void anEarlierReportAmongTheInputsIsLeftOutAndSaid(String where, String results) throws IOException {
        Path archive = archive();
        Path out = archive.resolve(where).normalize();
        Object[] words = {
            "analyze", archive, "-o", out, "--results", results, "--format", "markdown,jira,mail,chat", "--reports", "2"
        };
        Program first = run(words);
        assertEquals(0, first.code(), first.err());
        String before = read(out.resolve("fleet.csv"));
        Program second = run(words);
        assertEquals(0, second.code(), second.err());
        assertEquals(before, read(out.resolve("fleet.csv")));
        List<String> said = second.err()
                .lines()
                .filter(line -> line.contains("of earlier reports of this program"))
                .toList();
        assertEquals(1, said.size(), second.err());
        int files = results.contains(",") ? 10 : 9;
        assertTrue(said.get(0).contains("found " + files + " files"), said.get(0));
        assertFalse(second.err().contains("not recognised"), second.err());
        assertFalse(first.err().contains("earlier reports"), first.err());
        String page = read(out.resolve("index.html"));
        assertTrue(Jsoup.parse(page).select("#quality").text().contains(files + " files of earlier reports"), page);
    }

    /** Whoever is called at night looks for one name. */
    @Test
    void allThatHaveTooFewSamplesAreNamedAndLead() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        for (int i = 1; i <= 12; i++) {
            dump(archive, "cache-" + i, 1_130_000_000L);
        }
        Path labels = Files.writeString(folder.resolve("labels.csv"), labelsOf(12));
        Path out = folder.resolve("out");
        Program run = run("analyze", archive, "-o", out, "--labels", labels);
        assertEquals(0, run.code(), run.err());
        Document page = Jsoup.parse(read(out.resolve("index.html")));
        List<String> names = page.select("#little details a").eachText();
        assertEquals(12, names.size(), page.select("#little").text());
        assertEquals(List.of("cache-9", "cache-10", "cache-11", "cache-12"), names.subList(8, 12));
        assertTrue(page.select("#little p").get(0).text().contains("cache-8, 4 more"));
        assertEquals(12, page.select("table.index tbody tr").size());
        assertEquals(
                "red",
                page.select("#groups tbody tr").get(0).select("th, td").get(0).text());
    }

    private static String labelsOf(int instances) {
        StringBuilder rows = new StringBuilder("instance,team\n");
        for (int i = 1; i <= instances; i++) {
            rows.append("cache-").append(i).append(",red\n");
        }
        return rows.toString();
    }

    /** Nobody who compares two reports has to know how many cores the machines had. */
    @Test
    void howManyThreadsWorkedChangesNoByte() throws IOException {
        Path archive = archive();
        Path out = folder.resolve("out");
        Path first = folder.resolve("first");
        List<List<String>> ways = List.of(List.of("--threads", "3"), List.of("--threads=1"), List.of("-threads", "2"));
        assertEquals(0, run("analyze", archive, "-o", out).code());
        Files.move(out, first);
        for (List<String> way : ways) {
            List<Object> words = new ArrayList<>(List.of("analyze", archive, "-o", out));
            words.addAll(2, way);
            assertEquals(0, run(words.toArray()).code());
            for (String file : List.of("index.html", "result.json", "fleet.csv", "summary.md")) {
                assertEquals(read(first.resolve(file)), read(out.resolve(file)), way + " " + file);
            }
            String page = "instances/01-queue-1.html";
            assertEquals(read(first.resolve(page)), read(out.resolve(page)), way.toString());
        }
    }

    @Test
    void onlyTheFlaggedGetPagesWhenAsked() throws IOException {
        Path out = folder.resolve("out");
        Program run = run("analyze", archive(), "-o", out, "--reports", "flagged");
        assertEquals(0, run.code(), run.err());
        assertTrue(Files.exists(out.resolve("instances/01-queue-1.html")));
        assertFalse(Files.exists(out.resolve("instances/03-cache-2.html")));
        Document page = Jsoup.parse(read(out.resolve("index.html")));
        assertEquals(3, page.select("table.index tbody tr").size());
        assertEquals(List.of("queue-1", "cache-1"), page.select("table.index a").eachText());
    }

    @Test
    void anEarlierResultTellsWhatIsNew() throws IOException {
        Path before = folder.resolve("before");
        assertEquals(0, run("analyze", archive(), "-o", before).code());
        dump(folder.resolve("archive"), "cache-2", 3_000_000_000L);
        Files.delete(folder.resolve("archive/cache-1.txt"));
        Path out = folder.resolve("out");
        Program run = run("analyze", folder.resolve("archive"), "-o", out, "--baseline", before);
        assertEquals(0, run.code(), run.err());
        Document page = Jsoup.parse(read(out.resolve("index.html")));
        assertTrue(
                page.select("header").text().contains("1 new"),
                page.select("header").text());
        String gone =
                "1 instance of the earlier run is not in this input: cache-1 (warning: freed pages that the allocator keeps).";
        assertTrue(page.select("#gone").text().contains(gone), page.text());
        assertTrue(page.select("table.index tbody tr").get(0).text().contains("new: "), page.text());
        String counts = "Against the earlier run: 1 new, 0 worse, 0 better, 1 known, 1 gone.";
        assertTrue(run.err().replaceAll("\\s+", " ").contains(counts + " " + gone), run.err());
        assertTrue(run.err().contains("⚠ cache-2 (new): "), run.err());
        assertTrue(run.err().contains("⚠ queue-1 (known): "), run.err());
        String summary = read(out.resolve("summary.md"));
        assertTrue(summary.contains(counts) && summary.contains(gone), summary);
        assertTrue(summary.contains("| cache-2 | new: "), summary);
        List<List<String>> rows = read(out.resolve("fleet.csv"))
                .lines()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        int standing = rows.get(0).indexOf("standing");
        assertEquals("earlier_severity", rows.get(0).get(standing + 1));
        assertEquals(List.of("cache-2", "new", "ok"), told(rows.get(1), standing));
        assertEquals(List.of("queue-1", "known", "warning"), told(rows.get(2), standing));
        assertEquals(List.of("cache-1", "gone", "warning"), told(rows.get(3), standing));
        assertEquals("", rows.get(3).get(0), "what is gone has no rank");
        String json = read(out.resolve("result.json"));
        String isNew = "\"earlier\":{\"standing\":\"new\",\"severity\":\"ok\",\"cause\":\"healthy\"}}";
        assertTrue(json.contains(isNew), json);
        assertTrue(
                json.contains(
                        "\"earlier\":{\"new\":1,\"known\":1,\"worse\":0,\"better\":0,\"calm\":0,\"gone\":[\"cache-1\"],"
                                + "\"gone_instances\":[{\"name\":\"cache-1\",\"severity\":\"warning\",\"cause\":\"allocator-retention\"}]}"),
                json);
        assertEquals(
                0,
                run("analyze", folder.resolve("archive"), "-o", out, "--baseline", out, "--results", "jsonl")
                        .code());
        assertFalse(read(out.resolve("result.jsonl")).contains(isNew), "now it is known");
        assertTrue(read(out.resolve("result.jsonl")).contains("{\"standing\":\"known\",\"severity\":\"warning\""));
    }

    private static List<String> told(List<String> row, int standing) {
        return List.of(row.get(1), row.get(standing), row.get(standing + 1));
    }

    /** A broken line costs itself; what another version of this program wrote is not guessed at. */
    @Test
    void anEarlierResultThatCannotBeUsedIsTold() throws IOException {
        Path before = folder.resolve("before");
        assertEquals(
                0, run("analyze", archive(), "-o", before, "--results", "jsonl").code());
        Path lines = before.resolve("result.jsonl");
        List<String> whole = read(lines).lines().toList();
        Files.writeString(lines, whole.get(0) + "\n" + whole.get(1).substring(0, 700) + "\n" + whole.get(2) + "\n");
        Path out = folder.resolve("out");
        Program run = run("analyze", folder.resolve("archive"), "-o", out, "--baseline", before);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("result.jsonl:2: found damaged JSON (column 701), expected results"), run.err());
        assertTrue(run.err().contains("0 new, 0 worse, 0 better, 1 known, 0 gone"), run.err());
        assertTrue(read(out.resolve("result.json")).contains("\"calm\":1,\"unknown\":1,\"gone\":[]"), "not new");
        String page =
                Jsoup.parse(read(out.resolve("index.html"))).select("#quality").text();
        assertTrue(page.contains("result.jsonl, line 2: found damaged JSON"), page);
        Files.writeString(lines, whole.get(0).replace("fragmortem/1", "fragmortem/2"));
        Program refused = run("analyze", folder.resolve("archive"), "-o", out, "--baseline", lines);
        assertEquals(2, refused.code());
        assertTrue(
                refused.err().contains("result.jsonl:1: found schema fragmortem/2, expected schema fragmortem/1"),
                refused.err());
        Program none = run("analyze", folder.resolve("archive"), "-o", out, "--baseline", folder.resolve("archive"));
        assertEquals(2, none.code());
        assertTrue(none.err().contains("found no result.json, result.jsonl or results/*.jsonl"), none.err());
    }

    /** A report that was redacted under the same key has the same pseudonyms, also of those that are gone. */
    @Test
    void anEarlierResultUnderTheSamePseudonymsFits() throws IOException {
        Path archive = archive();
        Path key = Files.writeString(folder.resolve("key"), "correct horse battery staple");
        Path before = folder.resolve("before");
        assertEquals(
                0, run("analyze", archive, "-o", before, "--redact-key", key).code());
        List<String> then = names(before);
        Files.delete(archive.resolve("cache-1.txt"));
        Path out = folder.resolve("out");
        Program run = run("analyze", archive, "-o", out, "--redact-key", key, "--baseline", before);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("0 new, 0 worse, 0 better, 1 known, 1 gone."), run.err());
        assertEquals(Set.copyOf(then), Set.copyOf(names(out)), "pseudonyms of what is gone too");
    }

    private static List<String> names(Path report) throws IOException {
        return read(report.resolve("fleet.csv"))
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1)[1])
                .toList();
    }

    /** Pseudonyms of another key, or numbers, fit nothing: that is a mistake, and not as many new instances. */
    @Test
    void anEarlierResultOfWhichNothingFitsIsTold() throws IOException {
        Path archive = archive();
        Path key = Files.writeString(folder.resolve("key"), "correct horse battery staple");
        Path before = folder.resolve("before");
        assertEquals(
                0, run("analyze", archive, "-o", before, "--redact-key", key).code());
        String first = names(before).stream().sorted().toList().get(0);
        Program open = run("analyze", archive, "-o", folder.resolve("out"), "--baseline", before);
        assertEquals(4, open.code(), open.err());
        String none = "found an earlier run of whose 3 instances none is in this input: ";
        assertTrue(open.err().contains(none) && open.err().contains(first), open.err());
        assertTrue(open.err().contains("expected names as the input has them: cache-1, cache-2, queue-1"), open.err());
        Path other = Files.writeString(folder.resolve("other"), "another horse, another battery");
        for (String redact : List.of("--redact", "--redact-key=" + other)) {
            Program hidden = run("analyze", archive, "-o", folder.resolve("out"), "--baseline", before, redact);
            assertEquals(4, hidden.code(), hidden.err());
            assertTrue(hidden.err().contains(none), hidden.err());
            assertFalse(hidden.err().contains("cache-1") || hidden.err().contains("queue-1"), hidden.err());
        }
    }

    /** Whoever hides names hides those too that only files beside the inputs have, and tells the same of each instance. */
    @Test
    void labelsAndTheEarlierRunKeepTheirMeaningWhereNamesAreHidden() throws IOException {
        Path archive = archive();
        dump(archive, "payments", 2_700_000_000L);
        dump(archive, "invoices", 1_130_000_000L);
        Path before = folder.resolve("before");
        assertEquals(0, run("analyze", archive, "-o", before).code());
        Files.delete(archive.resolve("invoices.txt"));
        Path labels = Files.writeString(
                folder.resolve("labels.csv"),
                "instance,team\npayments,crimson\ncache-1,maroon\ncheckout,maroon\nrefunds,maroon\n");
        Path out = folder.resolve("out");
        Program run = run("analyze", archive, "-o", out, "--baseline", before, "--labels", labels, "--redact");
        assertEquals(0, run.code(), run.err());
        String csv = read(out.resolve("fleet.csv"));
        assertEquals(
                4,
                csv.lines()
                        .filter(line -> line.contains(",known,") || line.contains(",calm,"))
                        .count(),
                csv);
        assertEquals(1, csv.lines().filter(line -> line.contains(",gone,")).count(), csv);
        assertEquals(
                2,
                csv.lines()
                        .skip(1)
                        .map(line -> line.substring(line.lastIndexOf(',') + 1))
                        .filter(label -> !label.isEmpty())
                        .distinct()
                        .count(),
                csv);
        for (String file : List.of("fleet.csv", "index.html", "result.json", "summary.md")) {
            for (String secret : List.of("payments", "invoices", "checkout", "refunds", "crimson", "maroon")) {
                assertFalse(read(out.resolve(file)).contains(secret), file + " tells " + secret);
            }
        }
        assertFalse(run.err().contains("checkout"), run.err());
    }

    @Test
    void oneBrokenFileCostsItselfAndTheRestIsDone() throws IOException {
        Path archive = archive();
        Files.write(archive.resolve("cache-9.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
        Path out = folder.resolve("out");
        Program run = run("analyze", archive, "-o", out, "--threads", "3");
        assertEquals(4, run.code(), run.err());
        assertTrue(run.err().contains("cache-9.gz"), run.err());
        assertEquals(4, read(out.resolve("fleet.csv")).lines().count());
    }

    @Test
    void wrongOptionsAreNamed() {
        for (String[] option : new String[][] {
            {"--threads", "0"},
            {"--threads", "many"},
            {"--reports", "some"},
            {"--results", "xml"},
            {"--labels", "none.csv"}
        }) {
            Program run = run("analyze", folder, "-o", folder.resolve("out"), option[0], option[1]);
            assertEquals(2, run.code());
            assertTrue(run.err().contains(option[1]), run.err());
        }
    }
}
