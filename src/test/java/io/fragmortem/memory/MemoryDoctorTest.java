package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.memory.MemoryDoctor.Finding;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.info.InfoFormat;
import io.fragmortem.source.Entry;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryDoctorTest {

    private static final Path CAPTURES = Path.of("../shared/captures");

    private static Optional<List<Finding>> verdict(String text) {
        MemoryModel model = Vectors.model(text);
        return MemoryDoctor.verdict(model.timeline(), model.server(), 0);
    }

    private static List<Finding> findings(String text) {
        return verdict(text).orElseThrow();
    }

    /** A quiet instance of 100 MiB with RSS 110 MiB; what follows overrules. */
    private static String quiet(String version, String more) {
        String base = version + " used_memory:100M used_memory_rss:110M used_memory_peak:100M allocator_allocated:100M "
                + "allocator_active:104M allocator_resident:106M allocator_frag_bytes:4M allocator_frag_ratio:1.04 "
                + "mem_fragmentation_ratio:1.1 mem_fragmentation_bytes:10M connected_clients:10 connected_slaves:0";
        StringBuilder text = new StringBuilder();
        for (String word : base.split(" ")) {
            String field = word.substring(0, word.indexOf(':') + 1);
            if (!(" " + more).contains(" " + field)) {
                text.append(word).append(' ');
            }
        }
        return text.append(more).toString();
    }

    @Test
    void anEmptyInstanceGetsNoOtherAnswer() {
        assertEquals(List.of(Finding.EMPTY), findings(Vectors.FOUNDING));
        assertEquals(List.of(Finding.EMPTY), findings("redis_version:7.0.0 used_memory:5242879"));
        assertEquals(List.of(Finding.FINE), findings("redis_version:7.0.0 used_memory:5242880"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis_version:5.0.3",
                "redis_version:6.2.11",
                "redis_version:7.0.15",
                "redis_version:7.4.1",
                "redis_version:7.2.4 valkey_version:8.1.1",
                "redis_version:6.3.4 storage_provider:none"
            })
    void aQuietInstanceIsFineInEveryVersion(String version) {
        assertEquals(List.of(Finding.FINE), findings(quiet(version, "")));
    }

    @Test
    void whoHasNoDoctorSaysNothing() {
        assertEquals(Optional.empty(), verdict("redis_version:3.2.12 used_memory:100M used_memory_rss:900M"));
        assertEquals(Optional.empty(), verdict("mem_fragmentation_ratio:9 used_memory:100M used_memory_rss:900M"));
        assertEquals(Optional.empty(), verdict("object_used_memory:1 used_memory:100M used_memory_rss:900M"));
        assertEquals(Optional.empty(), verdict("redis_version:7.0.15 used_memory_rss:900M"));
    }

    @ParameterizedTest
    @CsvSource({"150M, false", "150.1M, true"})
    void thePeakMustExceedOneAndAHalf(String peak, boolean high) {
        List<Finding> findings = findings(quiet("redis_version:7.0.15", "used_memory_peak:" + peak));
        assertEquals(high, findings.contains(Finding.PEAK_MEMORY));
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:4.0.14, used_memory_rss:140M mem_fragmentation_ratio:1.4, false",
        "redis_version:4.0.14, used_memory_rss:140.2M mem_fragmentation_ratio:1.4, true",
        "redis_version:4.0.14, used_memory:6M used_memory_rss:9M used_memory_peak:6M mem_fragmentation_ratio:1.5, true",
        "redis_version:4.0.14, used_memory_rss:- mem_fragmentation_ratio:1.41, true",
        "redis_version:7.0.15, used_memory_rss:141M allocator_resident:130M mem_fragmentation_bytes:41M, true",
        "redis_version:7.0.15, used_memory_rss:140M allocator_resident:130M mem_fragmentation_bytes:40M, false",
        "redis_version:7.0.15, used_memory_rss:35M mem_fragmentation_bytes:10.1M mem_fragmentation_ratio:1.4, true",
        "redis_version:7.0.15, used_memory_rss:34M mem_fragmentation_bytes:10M mem_fragmentation_ratio:1.42, false"
    })
    void totalRssHasAFloorInBytesFrom50On(String version, String more, boolean high) {
        String fields = version.contains(":4.") ? "mem_fragmentation_bytes:- allocator_resident:- " : "";
        List<Finding> findings = findings(quiet(version, fields + more));
        assertEquals(high, findings.contains(Finding.HIGH_TOTAL_RSS), findings.toString());
    }

    @Test
    void before50OnlyTheTotalIsLookedAt() {
        List<Finding> findings = findings(quiet(
                "redis_version:4.0.14",
                "mem_fragmentation_bytes:- used_memory_rss:300M allocator_active:250M number_of_cached_scripts:9999"));
        assertEquals(List.of(Finding.HIGH_TOTAL_RSS), findings);
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15, 110M, 10M, 1.10, false",
        "redis_version:7.0.15, 112M, 12M, 1.10, true",
        "redis_version:7.4.1, 150M, 9M, 1.19, false",
        "redis_version:7.4.1, 150M, 11M, 1.12, true",
        "redis_version:7.4.1, 150M, 0, 1.00, false"
    })
    void allocatorFragmentationIsWhatTheVersionCalls(
            String version, String active, String bytes, String ratio, boolean high) {
        List<Finding> findings = findings(quiet(
                version,
                "allocator_active:" + active + " allocator_resident:151M allocator_frag_bytes:" + bytes
                        + " allocator_frag_ratio:" + ratio));
        assertEquals(high, findings.contains(Finding.HIGH_ALLOCATOR_FRAGMENTATION));
    }

    @Test
    void onlyTheFieldsThatAreThereAreUsed() {
        List<Finding> findings = findings(
                quiet("redis_version:7.0.15", "allocator_active:130M allocator_frag_bytes:- allocator_frag_ratio:-"));
        assertTrue(findings.contains(Finding.HIGH_ALLOCATOR_FRAGMENTATION));
    }

    @ParameterizedTest
    @CsvSource({"114.3M, false", "114.5M, true"})
    void allocatorRssMustExceedATenthAndTheFloor(String resident, boolean high) {
        String text = quiet("redis_version:6.2.11", "allocator_resident:" + resident);
        assertEquals(high, findings(text).contains(Finding.HIGH_ALLOCATOR_RSS));
        String small = "redis_version:6.2.11 used_memory:6M allocator_allocated:6M allocator_active:6M "
                + "allocator_resident:16M used_memory_rss:16M";
        assertEquals(List.of(Finding.FINE), findings(small), "the floor itself is not above the floor");
    }

    @ParameterizedTest
    @CsvSource({"116.5M, false", "116.7M, true"})
    void processRssMustExceedATenthAndTheFloor(String rss, boolean high) {
        String text = quiet("redis_version:6.2.11", "used_memory_rss:" + rss);
        assertEquals(high, findings(text).contains(Finding.HIGH_PROCESS_RSS));
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:6.2.11, 2, 20M, false",
        "redis_version:6.2.11, 2, 21M, true",
        "redis_version:6.2.11, 0, 99M, false",
        "redis_version:7.0.15, 2, 11M, true",
        "redis_version:7.0.15, 2, 10M, false",
        "redis_version:7.2.4 valkey_version:7.2.5, 9, 11M, true"
    })
    void replicaBuffersAreDividedUpTo62(String version, String replicas, String bytes, boolean high) {
        String text = quiet(version, "connected_slaves:" + replicas + " mem_clients_slaves:" + bytes);
        assertEquals(high, findings(text).contains(Finding.BIG_REPLICA_BUFFERS));
    }

    @ParameterizedTest
    @CsvSource({"2048000, false", "2048010, true"})
    void clientBuffersAreAnAverage(String bytes, boolean high) {
        String text = quiet("redis_version:5.0.14", "mem_clients_normal:" + bytes);
        assertEquals(high, findings(text).contains(Finding.BIG_CLIENT_BUFFERS));
        assertEquals(
                List.of(Finding.FINE),
                findings(quiet("redis_version:5.0.14", "connected_clients:0 mem_clients_normal:9G")));
    }

    @ParameterizedTest
    @CsvSource({"1000, false", "1001, true"})
    void manyScriptsAreMoreThanAThousand(String scripts, boolean many) {
        String text = quiet("redis_version:7.0.15", "number_of_cached_scripts:" + scripts);
        assertEquals(many, findings(text).contains(Finding.MANY_SCRIPTS));
    }

    @Test
    void findingsStandInTheOrderInWhichTheServerPrintsThem() {
        List<Finding> all = findings(quiet(
                "redis_version:7.0.15",
                "used_memory_peak:900M used_memory_rss:400M mem_fragmentation_bytes:300M allocator_active:200M "
                        + "allocator_frag_bytes:100M allocator_resident:300M mem_clients_slaves:50M "
                        + "mem_clients_normal:50M number_of_cached_scripts:2000"));
        assertEquals(
                List.of(
                        Finding.PEAK_MEMORY,
                        Finding.HIGH_TOTAL_RSS,
                        Finding.HIGH_ALLOCATOR_FRAGMENTATION,
                        Finding.HIGH_ALLOCATOR_RSS,
                        Finding.HIGH_PROCESS_RSS,
                        Finding.BIG_REPLICA_BUFFERS,
                        Finding.BIG_CLIENT_BUFFERS,
                        Finding.MANY_SCRIPTS),
                all);
    }

    @Test
    void withoutAVersionItsFieldsDecideWhatTheDoctorLooksAt() {
        String founding = "mem_allocator:jemalloc-5.1.0 used_memory:100M used_memory_rss:300M used_memory_startup:1M ";
        assertEquals(List.of(Finding.HIGH_TOTAL_RSS), findings(founding + "mem_fragmentation_ratio:3"));
        List<Finding> seven = findings(founding
                + "allocator_resident:299M allocator_active:298M allocator_allocated:297M used_memory_vm_eval:1 "
                + "mem_clients_slaves:11M");
        assertEquals(List.of(Finding.HIGH_TOTAL_RSS, Finding.BIG_REPLICA_BUFFERS), seven);
    }

    @Test
    void theServersOwnVerdictsAreReproduced() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(CAPTURES), "no reference folder");
        int checked = 0;
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(CAPTURES.toRealPath())) {
            for (Path file :
                    walk.filter(f -> f.endsWith("memory-doctor.txt")).sorted().toList()) {
                Timeline timeline =
                        Case.timeline(file.resolveSibling("info-memory.log"), file.resolveSibling("info-all"));
                for (String block : Files.readString(file).split("(?m)^### ")) {
                    Optional<Case> read = Case.read(timeline, file, block);
                    if (read.isPresent()) {
                        checked++;
                        read.get().mismatch().ifPresent(wrong::add);
                    }
                }
            }
        }
        assertTrue(checked >= 60, "only " + checked + " verdicts");
        assertEquals(List.of(), wrong, wrong.size() + " of " + checked);
    }

    /** One printed verdict and the dumps right before and after it. */
    private record Case(Path file, String moment, List<Finding> printed, List<List<Finding>> ours) {

        private static final Pattern EPOCH = Pattern.compile("epoch=(\\d+\\.\\d+)(.*)");

        static Optional<Case> read(Timeline timeline, Path file, String block) {
            Matcher epoch = EPOCH.matcher(block);
            if (!epoch.find() || !block.contains("Sam")) {
                return Optional.empty();
            }
            long at = Math.round(Double.parseDouble(epoch.group(1)) * 1e6);
            List<List<Finding>> ours = around(timeline, at);
            return ours.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Case(file, epoch.group(1) + epoch.group(2), DoctorText.findings(block), ours));
        }

        /** The verdicts of the last sample before and the first one after the moment, at most two seconds away. */
        private static List<List<Finding>> around(Timeline timeline, long at) {
            ServerInfo server = ServerDetector.detect(timeline);
            List<List<Finding>> verdicts = new ArrayList<>();
            for (int i = 0; i < timeline.size(); i++) {
                if (Math.abs(timeline.timeMicros()[i] - at) < 2_000_000) {
                    MemoryDoctor.verdict(timeline, server, i).ifPresent(verdicts::add);
                }
            }
            return verdicts;
        }

        private static Timeline timeline(Path log, Path folder) throws IOException {
            Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
            List<Path> files = new ArrayList<>(List.of(log));
            if (Files.isDirectory(folder)) {
                try (Stream<Path> list = Files.list(folder)) {
                    list.sorted().forEach(files::add);
                }
            }
            for (Path file : files) {
                byte[] text = Files.readAllBytes(file);
                Entry entry =
                        new Entry("x/" + file.getFileName(), OptionalLong.empty(), new ByteArrayInputStream(text));
                new InfoFormat().read(entry, ReadOptions.defaults(), instances);
            }
            return instances.timelines().get(0);
        }

        Optional<String> mismatch() {
            return ours.contains(printed)
                    ? Optional.empty()
                    : Optional.of(file + " " + moment + ": " + printed + " but " + ours);
        }
    }
}
