package io.fragmortem.diagnosis;

import static io.fragmortem.diagnosis.Cases.FOUNDING;
import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.alert.Alert;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy.Kind;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.rule.Input;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DiagnoserTest {

    private static final String TORN = "allocator_active:1801M allocator_resident:1830M used_memory_rss:1850M";
    private static final String KEPT = "allocator_resident:2060M used_memory_rss:2080M";
    private static final String AWAY = "used_memory_rss:530M os.vm_swap:600M";

    private static List<String> allCommands(Diagnosis diagnosis) {
        List<String> commands = new ArrayList<>();
        diagnosis.actions().forEach(a -> commands.addAll(a.command()));
        diagnosis.suspects().forEach(s -> s.remedies().forEach(a -> commands.addAll(a.command())));
        return commands;
    }

    private static Action action(Diagnosis diagnosis, String id) {
        return diagnosis.actions().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSecondCauseOfAQuarterIsToldBesideTheVerdict() {
        String torn = QUIET + " allocator_active:1801M used_memory_rss:2530M ";
        Verdict both = Cases.diagnose(new Capture().at(0, torn + "allocator_resident:2510M"))
                .verdict();
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, both.cause());
        assertEquals("context.besides", both.context().orElseThrow().key());
        Verdict one = Cases.diagnose(new Capture().at(0, torn + "allocator_resident:1950M used_memory_rss:1970M"))
                .verdict();
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, one.cause());
        assertTrue(one.context().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"3G, true", "1900M, false"})
    void aFarHigherPeakIsToldWhereAllIsFine(String peak, boolean told) {
        Verdict verdict =
                Cases.diagnose(Cases.quiet().at(0, "used_memory_peak:" + peak)).verdict();
        assertEquals(Cause.HEALTHY, verdict.cause());
        assertEquals(
                told ? Optional.of("context.peak") : Optional.empty(),
                verdict.context().map(Phrase::key));
    }

    @Test
    void theFoundingIncidentIsRetention() {
        Diagnosis diagnosis =
                Cases.diagnose(new Capture().label("10.1.36.33:6379").untimed(FOUNDING));
        Verdict verdict = diagnosis.verdict();
        assertEquals(Cause.ALLOCATOR_RETENTION, verdict.cause());
        assertEquals(Severity.WARNING, verdict.severity());
        assertEquals(Confidence.HIGH, verdict.confidence());
        assertEquals("retention.partly", verdict.sentence().key());
        assertEquals(List.of("memory-purge", "decay-settings"), Cases.ids(diagnosis, Kind.DO));
        Action purge = action(diagnosis, "memory-purge");
        assertEquals(5.3, purge.bytesBack().getAsDouble() / (1 << 30), 0.05);
        assertEquals(List.of("redis-cli -h 10.1.36.33 -p 6379 MEMORY PURGE"), purge.command());
        assertEquals(List.of("data-gone"), Cases.ids(diagnosis, Kind.ASK));
        assertEquals(List.of("no-defrag", "no-restart"), Cases.ids(diagnosis, Kind.NOT));
        assertEquals("not.remove", action(diagnosis, "no-restart").what().key());
        assertEquals("context.gone", verdict.context().orElseThrow().key());
        Phrase ask = action(diagnosis, "data-gone").what();
        assertEquals(Cases.arg(verdict.context().orElseThrow(), 0), Cases.arg(ask, 0), "one figure for the same data");
        assertEquals(new Phrase.Bytes(12_982), Cases.arg(verdict.context().orElseThrow(), 0));
        assertEquals(List.of("two-more-dumps", "malloc-stats", "process-memory"), Cases.ids(diagnosis, Kind.NEXT));
        assertEquals(List.of("doctor.empty"), Cases.keys(diagnosis.doctor()));
        assertTrue(diagnosis.checks().stream()
                .filter(c -> c.id().startsWith("identity."))
                .allMatch(c -> c.status() == Check.Status.OK));
        assertFalse(Cases.causes(diagnosis).contains(Cause.EXTERNAL_FRAGMENTATION));
    }

    @Test
    void aHealthyInstanceIsHealthy() {
        Diagnosis diagnosis = Cases.diagnose(Cases.quiet().every(60, 20, i -> ""));
        assertEquals(Cause.HEALTHY, diagnosis.verdict().cause());
        assertEquals(Severity.OK, diagnosis.verdict().severity());
        assertEquals(Confidence.HIGH, diagnosis.verdict().confidence());
        assertTrue(diagnosis.suspects().isEmpty());
        assertEquals(List.of(), Cases.ids(diagnosis, Kind.DO));
        assertEquals(List.of("full-info"), Cases.ids(diagnosis, Kind.NEXT));
        assertEquals(List.of("doctor.fine"), Cases.keys(diagnosis.doctor()));
        assertTrue(diagnosis.verdict().context().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"20M, healthy.small", "6M, healthy.small.below", "1M, healthy.small.below", "13M, healthy.small.calm"})
    void aSmallInstancesRatioMeansNothing(String rss, String key) {
        Diagnosis diagnosis = Cases.diagnose("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:10M "
                + "used_memory_rss:" + rss + " allocator_allocated:10M allocator_active:11M allocator_resident:12M");
        assertEquals(Cause.HEALTHY_SMALL_INSTANCE, diagnosis.verdict().cause());
        assertEquals(key, diagnosis.verdict().sentence().key());
        assertEquals(List.of("no-action"), Cases.ids(diagnosis, Kind.NOT));
    }

    @Test
    void withoutRssNothingCanBeTold() {
        Diagnosis diagnosis = Cases.diagnose("redis_version:7.0.15 used_memory:900M");
        assertEquals(Cause.CANNOT_TELL, diagnosis.verdict().cause());
        assertEquals("cannottell.norss", diagnosis.verdict().sentence().key());
        assertEquals(Severity.INFO, diagnosis.verdict().severity());
        assertTrue(diagnosis.doctor().isEmpty());
        Diagnosis rssOnly = Cases.diagnose("used_memory_rss:900M");
        assertEquals(Cause.CANNOT_TELL, rssOnly.verdict().cause());
    }

    @Test
    void withoutRssAnInformationIsBetterThanNothing() {
        Diagnosis diagnosis = Cases.diagnose("redis_version:7.0.15 used_memory:900M maxmemory:900M");
        assertEquals(Cause.MAXMEMORY_HEADROOM, diagnosis.verdict().cause());
    }

    @Test
    void aGapThatNothingSplitsIsNotGuessedAt() {
        Diagnosis old =
                Cases.diagnose("redis_version:4.0.14 used_memory:1000M used_memory_rss:1900M used_memory_peak:1000M");
        assertEquals("cannottell.gap", old.verdict().sentence().key());
        assertEquals(Severity.WARNING, old.verdict().severity());
        assertEquals(new Phrase.Bytes(900 * Cases.MIB), Cases.arg(old.verdict().sentence(), 2));
        Diagnosis unknown = Cases.diagnose("used_memory:1000M used_memory_rss:1900M used_memory_peak:1000M");
        assertEquals("cannottell.product", unknown.verdict().sentence().key());
    }

    @Test
    void afewMissingPagesAreNotCalledSwapped() {
        Diagnosis diagnosis = Cases.diagnose(QUIET + " used_memory_rss:900M");
        assertEquals("cannottell.resident", diagnosis.verdict().sentence().key());
        assertEquals(Cause.SWAPPED, diagnosis.suspects().get(0).cause());
        String backlog = QUIET + " redis_version:6.2.14 used_memory_rss:700M mem_replication_backlog:256M";
        assertEquals(
                "cannottell.resident",
                Cases.diagnose(backlog).verdict().sentence().key(),
                "it may not be full yet");
        String full = backlog + " repl_backlog_size:256M repl_backlog_histlen:256M";
        assertEquals("swapped.likely", Cases.diagnose(full).verdict().sentence().key());
    }

    @Test
    void suspectsStandBySeverityThenBytes() {
        Capture capture = Cases.quiet()
                .every(
                        60,
                        20,
                        i -> "used_memory:1600M used_memory_dataset:500M used_memory_overhead:1100M "
                                + "used_memory_peak:1600M mem_clients_normal:900M "
                                + "mem_replication_backlog:100M mem_clients_slaves:400M allocator_allocated:1601M "
                                + "allocator_active:2301M allocator_resident:2330M used_memory_rss:2350M "
                                + "rdb_last_cow_size:500M cgroup.limit:2500M");
        Diagnosis diagnosis = Cases.diagnose(capture);
        List<Suspect> suspects = diagnosis.suspects();
        List<Severity> severities = suspects.stream().map(Suspect::severity).toList();
        assertEquals(severities.stream().sorted(Comparator.reverseOrder()).toList(), severities);
        assertEquals(Cause.CLIENT_BUFFERS, diagnosis.verdict().cause());
        assertEquals(
                List.of(
                        Cause.CLIENT_BUFFERS,
                        Cause.EXTERNAL_FRAGMENTATION,
                        Cause.REPLICATION_BACKLOG,
                        Cause.MAXMEMORY_HEADROOM,
                        Cause.FORK_COW),
                Cases.causes(diagnosis));
        assertEquals(3, Cases.ids(diagnosis, Kind.DO).size(), "at most three things at once");
    }

    @Test
    void anEmergencyLeads() {
        Diagnosis diagnosis = Cases.diagnose(
                Cases.quiet().every(60, 20, i -> TORN).event(5, Event.Kind.KERNEL_OOM_KILL, "Killed process"));
        assertEquals(Cause.MAXMEMORY_HEADROOM, diagnosis.verdict().cause());
        assertEquals(Severity.CRITICAL, diagnosis.verdict().severity());
    }

    @Test
    void forksAndLeaksDoNotLeadByThemselves() {
        Diagnosis diagnosis = Cases.diagnose(QUIET + " rdb_last_cow_size:900M");
        assertEquals(List.of(Cause.FORK_COW), Cases.causes(diagnosis));
        assertEquals(Cause.HEALTHY, diagnosis.verdict().cause());
        assertEquals(List.of(), Cases.ids(diagnosis, Kind.DO));
    }

    @Test
    void withLibcOneSuspectIsEnough() {
        Diagnosis diagnosis = Cases.diagnose(
                "redis_version:6.2.11 mem_allocator:libc used_memory:100M used_memory_rss:900M used_memory_peak:110M");
        assertEquals(List.of(Cause.LIBC_ALLOCATOR), Cases.causes(diagnosis));
        Check process = diagnosis.checks().stream()
                .filter(c -> c.id().equals("rule.process-overhead"))
                .findFirst()
                .orElseThrow();
        assertEquals(Check.Status.NOT_APPLICABLE, process.status());
        assertEquals("check.libc", process.text().key());
        assertEquals(List.of(Input.of(Field.ALLOCATOR_ACTIVE)), process.missing());
    }

    @Test
    void derivedOrContradictingNumbersLowerTheConfidence() {
        Capture derived =
                new Capture().at(0, QUIET + " allocator_resident:2060M used_memory_rss:- mem_fragmentation_ratio:2.08");
        assertEquals(Confidence.MEDIUM, Cases.diagnose(derived).verdict().confidence());
        Diagnosis broken = Cases.diagnose(QUIET + " " + KEPT + " allocator_rss_bytes:1");
        Suspect retention = broken.suspects().stream()
                .filter(s -> s.cause() == Cause.ALLOCATOR_RETENTION)
                .findFirst()
                .orElseThrow();
        assertEquals(Confidence.LOW, retention.confidence());
        assertEquals(Cause.IMPLAUSIBLE_READING, broken.verdict().cause());
        Capture medium = new Capture().at(0, QUIET + " used_memory_rss:- mem_fragmentation_ratio:1.3");
        assertEquals(Confidence.LOW, Cases.diagnose(medium).verdict().confidence());
        Capture calm = new Capture().at(0, QUIET + " used_memory_rss:- mem_fragmentation_ratio:1.08");
        assertEquals(Confidence.MEDIUM, Cases.diagnose(calm).verdict().confidence());
    }

    @Test
    void brokenIdentitiesAreListed() {
        Diagnosis diagnosis = Cases.diagnose(QUIET + " allocator_rss_bytes:1 allocator_rss_ratio:9");
        assertEquals(
                2,
                diagnosis.checks().stream()
                        .filter(c -> c.text().key().equals("identity.broken"))
                        .count());
        assertTrue(diagnosis.checks().stream()
                .anyMatch(c -> c.id().equals("identity.rss-overhead-bytes")
                        && c.missing().equals(List.of(Input.of(Field.RSS_OVERHEAD_BYTES)))));
    }

    @Test
    void roundedFiguresAreSaid() {
        Diagnosis diagnosis =
                Cases.diagnose(new Capture().mark(Sample.Mark.ROUNDED).at(0, QUIET));
        assertEquals(
                "context.rounded", diagnosis.verdict().context().orElseThrow().key());
    }

    @Test
    void whenTheDataWentIsToldWhenItIsSeen() {
        Diagnosis diagnosis =
                Cases.diagnose(Cases.quiet().every(60, 20, i -> i < 10 ? "" : "used_memory:5M used_memory_dataset:3M"));
        Phrase context = diagnosis.verdict().context().orElseThrow();
        assertEquals("context.gone.when", context.key());
        assertEquals(new Phrase.Moment(Capture.micros(600)), Cases.arg(context, 2));
        assertEquals(List.of("data-gone"), Cases.ids(diagnosis, Kind.ASK));
    }

    @Test
    void whatSwapsIsNeitherPurgedNorDefragmentedNorRestarted() {
        String both = TORN.replace("1830M", "2930M") + " " + AWAY;
        Diagnosis diagnosis = Cases.diagnose(Cases.quiet().every(60, 20, i -> i < 10 ? TORN + " " + KEPT : both));
        assertTrue(Cases.causes(diagnosis).contains(Cause.SWAPPED));
        assertTrue(Cases.causes(diagnosis).contains(Cause.EXTERNAL_FRAGMENTATION));
        List<String> todo = Cases.ids(diagnosis, Kind.DO);
        assertTrue(todo.contains("more-memory"), todo.toString());
        for (String id : List.of("memory-purge", "active-defrag", "restart-by-failover", "memory-decommit")) {
            assertFalse(todo.contains(id), id);
        }
        assertTrue(Cases.ids(diagnosis, Kind.NOT).contains("no-purge-while-swapped"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contradictionsNeverAppear(long seed) {
        Random random = new Random(seed);
        String[] servers = {
            "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1", "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0",
            "redis_version:7.4.1 mem_allocator:jemalloc-5.3.0", "redis_version:6.2.1 mem_allocator:libc",
            "redis_version:2.8.24 mem_allocator:jemalloc-3.6.0", "mem_allocator:jemalloc-5.1.0",
            "valkey_version:8.1.1 mem_allocator:jemalloc-5.3.0", "dragonfly_version:df-1.2",
            "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3", "redis_version:3.2.12"
        };
        String[] fields = {
            "used_memory",
            "used_memory_rss",
            "used_memory_peak",
            "used_memory_overhead",
            "allocator_allocated",
            "allocator_active",
            "allocator_resident",
            "mem_clients_normal",
            "mem_replication_backlog",
            "used_memory_lua",
            "os.vm_swap",
            "maxmemory",
            "rdb_last_cow_size",
            "cgroup.limit"
        };
        String[] states = {
            "rdb_last_bgsave_status:err",
            "aof_enabled:1",
            "rdb_bgsave_in_progress:1",
            "role:slave",
            "connected_slaves:1"
        };
        for (int k = 0; k < 150; k++) {
            StringBuilder text = new StringBuilder(servers[random.nextInt(servers.length)]);
            text.append(" used_memory_startup:1M active_defrag_running:").append(random.nextInt(3) * 10);
            for (String field : fields) {
                if (random.nextInt(5) > 0) {
                    text.append(' ').append(field).append(':').append(1L << (12 + random.nextInt(22)));
                }
            }
            text.append(' ').append(states[random.nextInt(states.length)]);
            Capture capture = new Capture();
            int n = 1 + random.nextInt(3);
            for (int i = 0; i < n; i++) {
                capture.at(600.0 * i, text + (text.indexOf("used_memory:") < 0 ? " used_memory:1M" : ""));
            }
            assertConsistent(text.toString(), Cases.diagnose(capture));
        }
    }

    private static void assertConsistent(String text, Diagnosis diagnosis) {
        List<String> todo = Cases.ids(diagnosis, Kind.DO);
        List<String> not = Cases.ids(diagnosis, Kind.NOT);
        if (not.contains("no-purge-while-swapped")) {
            assertFalse(todo.contains("memory-purge"), text);
            assertFalse(todo.contains("active-defrag"), text);
            assertFalse(todo.contains("dragonfly-defrag"), text);
            assertFalse(todo.contains("restart-by-failover"), text);
        }
        if (not.contains("no-restart")) {
            assertFalse(todo.contains("restart-by-failover"), text);
        }
        if (not.contains("no-defrag")) {
            assertFalse(todo.contains("active-defrag"), text);
        }
        if (not.contains("no-purge-no-defrag")) {
            assertFalse(todo.contains("memory-purge") || todo.contains("active-defrag"), text);
        }
        if (not.contains("no-action")) {
            assertTrue(todo.isEmpty(), text + todo);
        }
        boolean defrags =
                todo.contains("active-defrag") || todo.contains("let-defrag-work") || todo.contains("keep-defrag");
        assertFalse(not.contains("no-defrag") && defrags, text);
        assertFalse(todo.contains("let-defrag-work") && todo.contains("restart-by-failover"), text);
        assertFalse(Cases.ids(diagnosis, Kind.ASK).contains("data-gone") && todo.contains("restart-by-failover"), text);
        List<String> commands = allCommands(diagnosis);
        boolean noPurge =
                text.contains("libc") || text.contains(":2.8") || text.contains(":3.2") || text.contains("df-");
        assertFalse(noPurge && commands.stream().anyMatch(c -> c.contains("MEMORY PURGE")), text);
        boolean ran = !text.contains("active_defrag_running:0");
        boolean noDefrag = !ran && (noPurge || text.contains(":7.0.15 mem_allocator:jemalloc-5.3.0"));
        assertFalse(noDefrag && commands.stream().anyMatch(c -> c.contains("activedefrag yes")), text);
        assertTrue(todo.size() <= 3, text);
        List<Severity> severities =
                diagnosis.suspects().stream().map(Suspect::severity).toList();
        assertEquals(severities.stream().sorted(Comparator.reverseOrder()).toList(), severities, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x; rm -rf / :6379",
                "$(reboot):6379",
                "-h:6379",
                "host:6379\nFLUSHALL",
                "host:6379 FLUSHALL",
                "host'name:6379",
                "host:123456",
                "пример:6379"
            })
    void aHostileNameNeverReachesACommand(String name) {
        Diagnosis diagnosis = Cases.diagnose(new Capture().label(name).at(0, FOUNDING));
        assertFalse(allCommands(diagnosis).isEmpty());
        for (String command : allCommands(diagnosis)) {
            boolean plain = Stream.of("redis-cli ", "cat /", "grep ").anyMatch(command::startsWith);
            assertTrue(plain, command);
            for (String part : List.of("rm -rf", "reboot", "FLUSHALL", "host", "-h ", "пример", "123456")) {
                assertFalse(command.contains(part), command);
            }
        }
    }

    @Test
    void anAddressReachesTheCommandAndValkeyHasItsOwnClient() {
        String dump = QUIET + " valkey_version:8.0.1 mem_allocator:jemalloc-5.3.0 " + KEPT;
        Diagnosis diagnosis =
                Cases.diagnose(new Capture().label("cache-7.example.org:7000").at(0, dump));
        assertEquals(
                List.of("valkey-cli -h cache-7.example.org -p 7000 MEMORY PURGE"),
                action(diagnosis, "memory-purge").command());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1, 2, 3.7, 16})
    void theScaleOfTheBytesDoesNotMatter(double factor) {
        assertEquals(
                Cause.ALLOCATOR_RETENTION,
                Cases.diagnose(new Capture().scale(factor).at(0, FOUNDING))
                        .verdict()
                        .cause());
        assertEquals(
                Cause.EXTERNAL_FRAGMENTATION,
                Cases.diagnose(Cases.quiet().scale(factor).every(60, 5, i -> TORN))
                        .verdict()
                        .cause());
        assertEquals(
                Cause.SWAPPED,
                Cases.diagnose(Cases.quiet().scale(factor).every(60, 5, i -> AWAY))
                        .verdict()
                        .cause());
        assertEquals(
                Cause.CLIENT_BUFFERS,
                Cases.diagnose(Cases.quiet().scale(factor).at(0, "mem_clients_normal:600M"))
                        .verdict()
                        .cause());
        assertEquals(
                Cause.HEALTHY,
                Cases.diagnose(Cases.quiet().scale(factor).at(0, "")).verdict().cause());
    }

    @Test
    void everyRuleAndIdentityIsAmongTheChecks() {
        List<String> ids =
                Cases.diagnose(QUIET).checks().stream().map(Check::id).toList();
        assertEquals(19, ids.stream().filter(id -> id.startsWith("rule.")).count());
        assertEquals(ids.size(), ids.stream().distinct().count());
        assertEquals(10, ids.stream().filter(id -> id.startsWith("identity.")).count());
    }

    @Test
    void aTimelineWithoutReadingsCanBeDiagnosed() {
        Diagnosis diagnosis = Cases.diagnose("allocator_frag_ratio:1.1");
        assertEquals(Cause.CANNOT_TELL, diagnosis.verdict().cause());
        assertTrue(diagnosis.doctor().isEmpty());
    }

    @Test
    void nextCaptureAsksOnlyForWhatIsMissing() {
        Capture capture = Cases.quiet()
                .always("run_id:a os.vm_rss:2G")
                .exhibit(Exhibit.Kind.MALLOC_BINS, "")
                .every(60, 5, i -> KEPT);
        assertEquals(List.of(), Cases.ids(Cases.diagnose(capture), Kind.NEXT));
    }

    @Test
    void noCommandGoesToAnExporter() {
        String sick = QUIET + " " + KEPT;
        assertTrue(
                allCommands(Cases.diagnose(new Capture().label("cache-7:9121").at(0, sick))).stream()
                        .noneMatch(command -> command.contains("cache-7") || command.contains("9121")));
        assertTrue(
                allCommands(Cases.diagnose(new Capture().label("cache-7:9121").at(0, sick + " tcp_port:9121"))).stream()
                        .anyMatch(command -> command.contains("-h cache-7 -p 9121 ")));
        assertTrue(
                allCommands(Cases.diagnose(new Capture().label("cache-7:6379").at(0, sick))).stream()
                        .anyMatch(command -> command.contains("-h cache-7 -p 6379 ")));
    }

    /** Three runs of fifteen hours, ten minutes between dumps, the last one young; MiB of free slots in each. */
    private static Suspect slots(int first, int second) {
        Diagnosis diagnosis = Cases.diagnose(Cases.quiet().every(600, 196, i -> {
            int mib = 10 + i % 90 * (i < 90 ? first : i < 180 ? second : 1);
            return "allocator_active:" + (1001 + mib) + "M allocator_resident:" + (1031 + mib) + "M used_memory_rss:"
                    + (1051 + mib) + "M run_id:r" + i / 90;
        }));
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, diagnosis.verdict().cause());
        assertEquals(
                Optional.of("RedisExternalFragmentation"), diagnosis.alert().map(Alert::name));
        return diagnosis.suspects().get(0);
    }

    @Test
    void whatIsOverAndComesBackInEachRunIsNoMereNote() {
        Suspect recurring = slots(9, 9);
        assertTrue(recurring.held().isOver());
        assertEquals(State.RECURRING, recurring.state());
        assertEquals(Severity.WARNING, recurring.severity());
        assertTrue(Cases.ids(recurring.remedies()).contains("active-defrag"));
        Suspect once = slots(9, 0);
        assertTrue(once.held().isOver());
        assertEquals(Severity.INFO, once.severity());
        assertEquals("told.over", once.claim().key());
        assertFalse(Cases.ids(once.remedies()).contains("active-defrag"));
    }

    /** At its worst RSS was 1,880 MiB: 85 % of 2,211 MiB, and less of a larger limit. */
    @ParameterizedTest
    @CsvSource({
        "cgroup.limit:2211M, true",
        "cgroup.limit:2212M, false",
        "total_system_memory:2211M, true",
        "total_system_memory:2212M, false",
        "cgroup.limit:9G, false"
    })
    void whatRanIntoALimitIsPreventedTheNextTime(String limit, boolean prevented) {
        String full = "used_memory:1800M used_memory_overhead:900M used_memory_peak:1800M mem_clients_normal:801M "
                + "allocator_allocated:1801M allocator_active:1830M allocator_resident:1860M used_memory_rss:1880M ";
        Diagnosis diagnosis = Cases.diagnose(Cases.quiet().every(60, 40, i -> (i >= 10 && i < 14 ? full : "") + limit));
        Suspect buffers = diagnosis.suspects().stream()
                .filter(s -> s.cause() == Cause.CLIENT_BUFFERS)
                .findFirst()
                .orElseThrow();
        assertTrue(buffers.held().isOver());
        assertEquals(
                prevented,
                !buffers.remedies().isEmpty(),
                () -> Cases.ids(buffers.remedies()).toString());
    }

    /** Kept pages of a quarter of the gap, and of a little less. */
    @ParameterizedTest
    @CsvSource({"2600M, context.besides", "2598M, ''"})
    void aQuarterOfTheGapIsTheLeastThatIsToldBeside(String rss, String context) {
        Verdict verdict = Cases.diagnose(QUIET + " used_memory_lua:0 allocator_allocated:1000M allocator_active:2200M "
                        + "allocator_resident:" + rss + " used_memory_rss:" + rss)
                .verdict();
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, verdict.cause());
        assertEquals(context, verdict.context().map(Phrase::key).orElse(""));
    }

    /** Free slots that active defrag works on in vain: the effort leads, what it works on stands beside it. */
    @Test
    void workInVainLeadsBeforeWhatItWorksOn() {
        Diagnosis diagnosis = Cases.diagnose(Cases.quiet().every(60, 20, i -> TORN + " active_defrag_running:20"));
        assertEquals(List.of(Cause.DEFRAG_INEFFECTIVE, Cause.EXTERNAL_FRAGMENTATION), Cases.causes(diagnosis));
        Diagnosis without = Cases.diagnose(Cases.quiet().every(60, 20, i -> TORN + " active_defrag_running:0"));
        assertEquals(List.of(Cause.EXTERNAL_FRAGMENTATION), Cases.causes(without));
    }
}
