package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuration files and explanations, from the outside. */
final class ConfigurationTest {

    private static final String DUMP = """
        redis_version:7.0.15
        mem_allocator:jemalloc-5.2.1
        used_memory:1048576000
        used_memory_rss:1992294400
        allocator_allocated:1049624576
        allocator_active:1888485376
        allocator_resident:1918894080
        connected_clients:7
        """;

    @TempDir
    private Path folder;

    private Program diagnose(String configuration, String... more) throws IOException {
        Path dump = Files.writeString(folder.resolve("cache-1.txt"), DUMP);
        Path config = Files.writeString(folder.resolve("fragmortem.conf"), configuration);
        String[] args = new String[5 + more.length];
        args[0] = "diagnose";
        args[1] = dump.toString();
        args[2] = "--config";
        args[3] = config.toString();
        args[4] = "--format=json";
        System.arraycopy(more, 0, args, 5, more.length);
        return Program.run(args);
    }

    @Test
    void thresholdsAreSet() throws IOException {
        assertTrue(
                diagnose("# nothing\n").out().contains("\"cause\":\"external-fragmentation\",\"confidence\":\"high\""));
        Program lenient = diagnose("threshold.significant-share = 60 %\n\nthreshold.significant-bytes = 1GiB\n");
        assertTrue(lenient.out().contains("\"verdict\":{\"severity\":\"ok\",\"cause\":\"healthy\""), lenient.out());
    }

    /** What {@code explain} prints can be written into the file as it stands, and changes nothing there. */
    @ParameterizedTest
    @ValueSource(strings = {"verdict", "trends", "allocator-retention", "swapped"})
    void whatExplainPrintsIsWhatTheFileTakes(String name) throws IOException {
        Matcher threshold = Pattern.compile("- ([a-z-]+) = ([^:]+):")
                .matcher(Program.run("explain", name).out());
        StringBuilder all = new StringBuilder();
        while (threshold.find()) {
            all.append("threshold." + threshold.group(1) + " = " + threshold.group(2) + "\n");
        }
        assertTrue(all.toString().lines().count() >= 6, all.toString());
        Program set = diagnose(all.toString());
        assertEquals(0, set.code(), set.err());
        assertEquals(diagnose("# nothing\n").out(), set.out());
    }

    @Test
    void anIgnoredRuleSaysWhy() throws IOException {
        Program run = diagnose("ignore.external-fragmentation = cache-\\d : known : planned for May\n");
        assertFalse(run.out().contains("\"verdict\":{\"severity\":\"warning\",\"cause\":\"external-fragmentation\""));
        assertTrue(
                run.out().contains("\"status\":\"ignored\",\"text\":\"Ignored by the user: known : planned for May\""),
                run.out());
        Program other = diagnose("ignore.external-fragmentation = ^other$ : not this one\n");
        assertTrue(other.out().contains("\"cause\":\"external-fragmentation\""));
    }

    /** A fleet's list shows what was silenced, and its size: it is not health. */
    @Test
    void whatWasSilencedIsSeenInTheListOfAFleet() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Files.writeString(archive.resolve("cache-1.txt"), DUMP);
        Files.writeString(archive.resolve("cache-2.txt"), DUMP);
        Path config =
                Files.writeString(folder.resolve("silent.conf"), "ignore.external-fragmentation = cache-1 : in May\n");
        Path out = folder.resolve("fleet");
        Program run = Program.run("analyze", archive.toString(), "-o", out.toString(), "--config", config.toString());
        assertEquals(0, run.code(), run.err());
        String index = Files.readString(out.resolve("index.html"));
        assertTrue(index.contains("Silenced by the configuration: "), index);
        assertTrue(index.contains("in May"), index);
        assertFalse(index.contains("healthy"), "what is silenced is not called health");
        assertTrue(index.contains("1 of these with a silenced finding"), index);
        assertTrue(run.err().contains("⚠ 1 warning · ✓ 1 fine · 1 of these with a silenced finding"), run.err());
        String summary = Files.readString(out.resolve("summary.md"));
        assertTrue(summary.contains("| cache-1 | silenced: fragmentation inside the allocator |"), summary);
        List<String> table = Files.readAllLines(out.resolve("fleet.csv"));
        assertTrue(table.get(0).endsWith(",silenced,page"), table.get(0));
        assertTrue(
                table.get(1).startsWith("1,cache-2,warning,") && table.get(1).contains(",,,,instances/"), table.get(1));
        assertTrue(table.get(2).startsWith("2,cache-1,ok,healthy,"), table.get(2));
        assertTrue(table.get(2).contains(",external-fragmentation,instances/"), table.get(2));
        String json = Files.readString(out.resolve("result.json"));
        assertTrue(
                json.contains(
                        "\"silenced\":[{\"cause\":\"external-fragmentation\",\"severity\":\"warning\",\"bytes\":"),
                json);
    }

    /** To silence a finding mends nothing, and to listen to it again makes nothing new; what stays silenced is no news. */
    @Test
    void whatIsSilencedIsKnownToAnEarlierRun() throws IOException {
        String archive = Files.createDirectories(folder.resolve("archive")).toString();
        Files.writeString(folder.resolve("archive/cache-1.txt"), DUMP);
        Files.writeString(folder.resolve("archive/cache-2.txt"), DUMP);
        String config = Files.writeString(
                        folder.resolve("silent.conf"), "ignore.external-fragmentation = cache-1 : in May\n")
                .toString();
        String loud = folder.resolve("loud").toString();
        String silent = folder.resolve("silent").toString();
        assertEquals(0, Program.run("analyze", archive, "-o", loud).code());
        Program now = Program.run("analyze", archive, "-o", silent, "--config", config, "--baseline", loud);
        assertTrue(now.err().contains("0 new, 0 worse, 0 better, 2 known, 0 gone"), now.err());
        Program again = Program.run("analyze", archive, "-o", loud, "--baseline", silent);
        assertTrue(again.err().contains("0 new, 0 worse, 0 better, 2 known, 0 gone"), again.err());
        Program still = Program.run("analyze", archive, "-o", silent, "--config", config, "--baseline", silent);
        assertTrue(still.err().contains("0 new, 0 worse, 0 better, 1 known, 0 gone"), still.err());
    }

    @Test
    void rulesOfTheUserAreChecksAndCountForFailOn() throws IOException {
        String rules = """
            fail-on = critical
            rule.rss = used_memory_rss > 1GiB for 10m : critical : the node has 2 GiB
            rule.waste = fragmentation / used > 90% : warning : too much
            rule.idle = connected_clients < 8 : info : hardly used
            rule.none = used_memory_peak > 1 : info : not there
            """;
        Program run = diagnose(rules);
        assertEquals(1, run.code());
        assertTrue(
                run.out().contains("\"id\":\"user.rss\",\"status\":\"finding\",\"text\":\"the node has 2 GiB"),
                run.out());
        assertTrue(run.out().contains("\"id\":\"user.waste\",\"status\":\"ok\""), run.out());
        assertTrue(run.out().contains("\"id\":\"user.idle\",\"status\":\"finding\""), run.out());
        assertTrue(run.out().contains("\"id\":\"user.none\",\"status\":\"not_applicable\""), run.out());
        assertTrue(diagnose(rules, "--format=text").code() == 2, "given twice");
        assertEquals(0, diagnose("fail-on = critical\n").code());
        assertEquals(1, diagnose("fail-on = critical\n", "--fail-on", "warning").code(), "the command line wins");
    }

    /** What the user wanted otherwise stands in every output, with the reason, and cannot become markup. */
    @Test
    void everyReportShowsOwnAndIgnoredRules() throws IOException {
        Path dump = Files.writeString(folder.resolve("cache-1.txt"), DUMP);
        Path config = Files.writeString(folder.resolve("own.conf"), """
            ignore.external-fragmentation = cache : known, <b>planned</b> for *May*
            ignore.doctor = ^other$ : not this one
            rule.rss = used_memory_rss > 1GiB : critical : the node has <i>2</i> GiB
            rule.idle = connected_clients < 5 : info : hardly used
            rule.none = used_memory_peak > 1 : info : not there
            """);
        Path out = folder.resolve("report");
        Program run = Program.run("analyze", dump.toString(), "-o", out.toString(), "--config", config.toString());
        assertEquals(0, run.code(), run.err());
        String json = Files.readString(out.resolve("result.json"));
        String html = Files.readString(out.resolve("index.html"));
        String markdown = Files.readString(out.resolve("summary.md"));
        for (String id : List.of("user.rss", "user.none", "rule.external-fragmentation")) {
            assertTrue(json.contains(id) && html.contains(id) && markdown.contains(id), id);
        }
        assertTrue(html.contains("Ignored by the user: known, &lt;b&gt;planned&lt;/b&gt; for *May*"), html);
        assertTrue(markdown.contains("Ignored by the user: known, &lt;b&gt;planned&lt;/b&gt; for \\*May\\*"), markdown);
        for (String report : List.of(html, markdown)) {
            assertTrue(report.contains("Rules of your own") && report.contains("Rules that the configuration ignores"));
            assertTrue(report.contains("▲ user.rss: the node has &lt;i&gt;2&lt;/i&gt; GiB"), report);
            assertTrue(report.contains("✓ Rule idle did not fire"), report);
            assertTrue(report.contains("– user.none: Not decidable"), report);
            assertFalse(report.contains("not this one"), "a rule that is not silenced here");
        }
        Program one = Program.run("diagnose", dump.toString(), "--config", config.toString(), "--format", "markdown");
        assertTrue(one.out().contains("▲ user.rss: the node has") && one.out().contains("Ignored by the user: known"));
        Program zh = Program.run(
                "diagnose", dump.toString(), "--config", config.toString(), "--format", "markdown", "--lang", "zh");
        assertTrue(zh.out().contains("自定义规则") && zh.out().contains("配置中忽略的规则"), zh.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | :1: found nonsense, expected key = value",
                "colour = red | :1: found colour, expected an option's name",
                "config = a | :1: found config, expected an option's name",
                "quiet = perhaps | :1: found perhaps, expected yes or no",
                "threshold.nothing = 1 | :1: found threshold.nothing, expected a threshold",
                "threshold.identity-ratio = 1 | :1: found threshold.identity-ratio, expected a threshold",
                "threshold.significant-bytes = 5s | :1: found 5s, expected bytes, for example 32MiB",
                "threshold.significant-share = 150% | :1: found 150%, expected a share",
                "threshold.decay-seconds = 1GiB | :1: found 1GiB, expected a time",
                "threshold.retention-empty-ratio = 5% | :1: found 5%, expected a number",
                "threshold.retention-empty-ratio = -5 | :1: found -5, expected a number",
                "ignore.nothing = a : b | :1: found ignore.nothing, expected a rule",
                "ignore.untouched-memory = a : b | expected a rule that fragmortem explain names, for this cause"
                        + " ignore.swapped",
                "ignore.swapped = a | :1: found a, expected REGEX : REASON",
                "ignore.swapped = ( : b | :1: found (, expected a regular expression",
                "rule.a = rss | :1: found rss, expected METRIC > VALUE",
                "rule.a = nothing > 5 : info : b | :1: found nothing, expected a field of INFO",
                "rule.a = gap / nothing > 5 : info : b | :1: found nothing, expected a field of INFO",
                "rule.a = gap > 5MB : info : b | :1: found 5MB, expected a number with B, KiB",
                "rule.a = gap > 12GB for 1h : info : b | :1: found 12GB, expected a number with B, KiB",
                "rule.a = gap > 5MiB for ever : info : b | :1: found ever, expected a time, for example 30s"
            })
    void mistakesNameFileLineFoundAndExpected(String line, String message) throws IOException {
        Program run = diagnose(line + "\n");
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertTrue(run.err().contains("fragmortem.conf"), run.err());
    }

    @Test
    void aKeyMayStandOnceAndTheFileMustBeThere() throws IOException {
        assertTrue(diagnose("year = 2026\n# again\nyear = 2025\n").err().contains(":3: found year again"));
        assertEquals(
                2,
                Program.run("diagnose", "--config", folder.resolve("missing").toString())
                        .code());
        Path bytes = Files.write(folder.resolve("latin1"), new byte[] {(byte) 0xe4, '=', 'a'});
        assertTrue(Program.run("diagnose", "--config", bytes.toString()).err().contains("not UTF-8"));
    }

    @Test
    void optionsOfOtherCommandsAreLeftAlone() throws IOException {
        assertEquals(
                0,
                diagnose("output = somewhere\ntime = t\nno-progress = no\ntimezone = Asia/Tokyo\n")
                        .code());
    }

    @Test
    void explainTellsWhatANameMeans() {
        Program all = Program.run("explain");
        assertEquals(0, all.code());
        assertTrue(all.out().contains("allocator-retention"));
        assertTrue(Program.run("explain", "swapped").out().contains("resident-swapped-share"));
        assertTrue(Program.run("explain", "swapped", "--lang", "zh").out().contains("怎样判断"));
        assertEquals(2, Program.run("explain", "nothing").code());
        assertEquals(2, Program.run("explain", "swapped", "doctor").code());
    }
}
