package io.fragmortem.snapshot.replies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sureness;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // one layout per string
class RepliesTest {

    private static final ReadOptions PLAIN = ReadOptions.defaults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "peak.allocated\n1000\ntotal.allocated\n900\ndb.0\noverhead.hashtable.main\n72\n"
                        + "overhead.hashtable.expires\n8\noverhead.total\n300\ndataset.percentage\n99.771957397460938\n"
                        + "rss-overhead.bytes\n-5\nfragmentation\n1.5\nfragmentation.bytes\n450\n",
                " 1) \"peak.allocated\"\n 2) (integer) 1000\n 3) \"total.allocated\"\n 4) (integer) 900\n 5) \"db.0\"\n"
                        + " 6) 1) \"overhead.hashtable.main\"\n    2) (integer) 72\n    3)"
                        + " \"overhead.hashtable.expires\"\n    4) (integer) 8\n 7) \"overhead.total\"\n 8) (integer) 300\n"
                        + " 9) \"dataset.percentage\"\n10) \"99.771957397460938\"\n11) \"rss-overhead.bytes\"\n12)"
                        + " (integer) -5\n13) \"fragmentation\"\n14) \"1.5\"\n15) \"fragmentation.bytes\"\n16) (integer) 450\n",
                " 1# \"peak.allocated\" => (integer) 1000\n 2# \"total.allocated\" => (integer) 900\n 3# \"db.0\" => 1#"
                        + " \"overhead.hashtable.main\" => (integer) 72\n    2# \"overhead.hashtable.expires\" =>"
                        + " (integer) 8\n 4# \"overhead.total\" => (integer) 300\n 5# \"dataset.percentage\" => (double)"
                        + " 99.771957397460938\n 6# \"rss-overhead.bytes\" => (integer) -5\n 7# \"fragmentation\" =>"
                        + " (double) 1.5\n 8# \"fragmentation.bytes\" => (integer) 450\n",
                "peak.allocated 1000\ntotal.allocated 900\ndb.0 overhead.hashtable.main 72 overhead.hashtable.expires 8\n"
                        + "overhead.total 300\ndataset.percentage 99.771957397460938\nrss-overhead.bytes -5\n"
                        + "fragmentation 1.5\nfragmentation.bytes 450\n",
                "\"peak.allocated\",1000,\"total.allocated\",900,\"db.0\",\"overhead.hashtable.main\",72,"
                        + "\"overhead.hashtable.expires\",8,\"overhead.total\",300,\"dataset.percentage\","
                        + "\"99.771957397460938\",\"rss-overhead.bytes\",-5,\"fragmentation\",\"1.5\","
                        + "\"fragmentation.bytes\",450\n",
                "{\"peak.allocated\":1000,\"total.allocated\":900,\"db.0\":{\"overhead.hashtable.main\":72,"
                        + "\"overhead.hashtable.expires\":8},\"overhead.total\":300,\"dataset.percentage\":"
                        + "99.771957397460938,\"rss-overhead.bytes\":-5,\"fragmentation\":1.5,\"fragmentation.bytes\":450}\n"
            })
    void everyLayoutOfMemoryStatsGivesTheSameSample(String text) {
        assertEquals(
                "1000000 FILE_MODIFIED used_memory_peak=1000 used_memory=900 used_memory_overhead=300"
                        + " used_memory_dataset_perc=99.77195739746094 rss_overhead_bytes=-5 mem_fragmentation_ratio=1.5"
                        + " mem_fragmentation_bytes=450 memory_stats.hashtable_main=72 memory_stats.hashtable_expires=8"
                        + " keyspace.databases=1\n",
                Recorder.recognised(new MemoryStatsFormat(), text, Sureness.WORDS, PLAIN)
                        .sampleLines());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"# the most so far, in bytes 77", "// total.allocated 5", "\u2192 allocator", "<- see \"db.0\""})
    void remarksBehindTheKeysOfMemoryStatsAreNoValues(String remark) {
        String text = " 1) \"peak.allocated\" " + remark + "\n 2) (integer) 1000\n 3) \"total.allocated\" " + remark
                + "\n 4) (integer) 900 " + remark + "\n";
        Recorder seen = Recorder.read(new MemoryStatsFormat(), text, PLAIN);
        assertEquals("1000000 FILE_MODIFIED used_memory_peak=1000 used_memory=900\n", seen.sampleLines());
        assertEquals(0, seen.rejected.size());
    }

    @Test
    void memoryStatsOfSeveralMomentsAreSeveralSamples() throws IOException {
        Recorder seen = Recorder.read(new MemoryStatsFormat(), resource("memory-stats-7.4.txt"), PLAIN);
        assertEquals(3, seen.samples.size());
        Sample second = seen.samples.get(1);
        assertTrue(second.stamp().epochMicros() > seen.samples.get(0).stamp().epochMicros());
        assertEquals(31, second.size(), seen.sampleLines());
        assertTrue(second.has(Field.USED_MEMORY_SCRIPTS_EVAL));
        assertTrue(second.has(Field.ALLOCATOR_MUZZY));
        assertEquals(List.of(), seen.unknown);
    }

    @Test
    void memoryStatsOfTwoPromptsAreTwoSamples() {
        Recorder seen = Recorder.read(
                new MemoryStatsFormat(),
                "10.0.0.1:6379> memory stats\n1) \"total.allocated\"\n2) (integer) 5\n"
                        + "10.0.0.1:6380> memory stats\n1) \"total.allocated\"\n2) (integer) 6\n",
                PLAIN);
        assertEquals(
                "1000000 FILE_MODIFIED [10.0.0.1:6379] used_memory=5\n1000000 FILE_MODIFIED [10.0.0.1:6380] used_memory=6\n",
                seen.sampleLines());
    }

    @Test
    void unknownKeysOfMemoryStatsAreCountedOnce() {
        Recorder seen =
                Recorder.read(new MemoryStatsFormat(), "total.allocated\n5\nnew.thing\n7\nnew.thing\n8\n", PLAIN);
        assertEquals(List.of("new.thing"), seen.unknown);
        assertEquals(
                1, Recorder.read(new MemoryStatsFormat(), "x\n", PLAIN).rejected.size());
    }

    @Test
    void theDoctorsWordsAreKeptWithTheirHeadings() throws IOException {
        Recorder seen = Recorder.read(new MemoryDoctorFormat(), resource("memory-doctor-valkey8.txt"), PLAIN);
        assertEquals(3, seen.exhibits.size());
        Exhibit second = seen.exhibits.get(1);
        assertEquals(Exhibit.Kind.MEMORY_DOCTOR, second.kind());
        assertEquals(List.of("Peak memory"), second.rows().get(0));
        assertTrue(second.text().startsWith("Sam, I detected"), second.text());
        assertTrue(second.text().endsWith("I want to help you."), second.text());
        Sample sample = seen.samples.get(1);
        assertEquals("valkey", sample.facts().get(Fact.SERVER_NAME));
        assertEquals("jemalloc-5.3.0", sample.facts().get(Fact.MEM_ALLOCATOR));
        assertEquals(1_795_336_798_015_000L, sample.stamp().epochMicros());
        assertEquals(
                1,
                Recorder.read(new MemoryDoctorFormat(), "x\n", PLAIN).rejected.size());
    }

    /** Sums were checked by hand against INFO of the same moment. */
    @ParameterizedTest
    @CsvSource({
        "bundled40, 4.0.3-0-ge9192eacf8935e29fc62fddc2701f7942b1cc02c, 8, 8",
        "bundled50, 5.1.0-0-g0, 8, 8",
        "bundled74, 5.3.0-0-g0, 8, 10",
        "debian, 5.3.0-0-g54eaed1d8b56b1aa528be3bdd1877e59c56fa90c, 16, 9"
    })
    void mallocStatsOfEveryVersionAreRead(String build, String version, double quantum, double arenas)
            throws IOException {
        byte[] text = resource("malloc-stats-" + build + ".txt.gz");
        assertEquals(Sureness.OWN_ENVELOPE, new MallocStatsFormat().recognise(text, "x"));
        Recorder seen = Recorder.read(new MallocStatsFormat(), text, PLAIN);
        assertEquals(3, seen.samples.size(), seen.sampleLines());
        for (Sample sample : seen.samples) {
            assertEquals(version, sample.facts().get(Fact.MALLOC_VERSION));
            assertEquals(quantum, sample.get(Field.MALLOC_QUANTUM).orElseThrow());
            assertEquals(arenas, sample.get(Field.MALLOC_ARENAS).orElseThrow());
            double active = sample.get(Field.MALLOC_ACTIVE).orElseThrow();
            double free = active - sample.get(Field.MALLOC_ALLOCATED).orElseThrow();
            double waste = sample.get(Field.MALLOC_SMALL_BIN_WASTE).orElseThrow();
            // free bytes of small classes and page rounding of large ones make up active - allocated
            assertTrue(waste <= free && waste > 0.6 * free, waste + " of " + free);
        }
        Exhibit bins = seen.exhibits.get(0);
        assertEquals(Exhibit.Kind.MALLOC_BINS, bins.kind());
        assertEquals("8", bins.rows().get(0).get(0));
        assertEquals(bins.columns().size(), bins.rows().get(0).size());
    }

    @Test
    void arenasAreSummedOnlyWhereNoMergedBlockExists() {
        String arena = "assigned threads: 1\n   dirty:   N/A           10            0            0            0\n"
                + "tcache_bytes:                   100\nbins:           size ind    allocated      curregs     curslabs regs pgs\n"
                + "                   8   0           80           10            1  512   1\n"
                + "                     ---\nlarge:          size ind    allocated  curlextents\n"
                + "               16384  39        16384            1\n";
        String head =
                "___ Begin jemalloc statistics ___\nVersion: \"5.2.1\"\nAllocated: 1, active: 2, metadata: 3 (n_thp 0), resident: 4, mapped: 5, retained: 6\n";
        String end = "--- End jemalloc statistics ---\n";
        Recorder merged = Recorder.read(
                new MallocStatsFormat(), head + "Merged arenas stats:\n" + arena + "arenas[0]:\n" + arena + end, PLAIN);
        Recorder summed = Recorder.read(
                new MallocStatsFormat(), head + "arenas[0]:\n" + arena + "arenas[1]:\n" + arena + end, PLAIN);
        assertEquals(
                502.0 * 8,
                merged.samples.get(0).get(Field.MALLOC_SMALL_BIN_WASTE).orElseThrow());
        assertEquals(
                2 * 502.0 * 8,
                summed.samples.get(0).get(Field.MALLOC_SMALL_BIN_WASTE).orElseThrow());
        assertEquals(10 * 4096.0, merged.samples.get(0).get(Field.MALLOC_DIRTY).orElseThrow());
        assertEquals(200.0, summed.samples.get(0).get(Field.MALLOC_TCACHE).orElseThrow());
        assertEquals(
                List.of("16384", "2", "32768"), summed.exhibits.get(1).rows().get(0));
    }

    @Test
    void aValueThatTouchesItsNeighbourIsCutOutByPosition() {
        MallocTable table = MallocTable.of("bins:           size ind    allocated      nmalloc   curregs");
        double[] cells = table.cells("                   8   0         80001234567890123       100");
        assertEquals(8000, table.value(cells, "allocated"));
        assertEquals(1_234_567_890_123.0, table.value(cells, "nmalloc"));
        assertEquals(100, table.value(cells, "curregs"));
    }

    @Test
    void libcHasNoStatistics() {
        Recorder seen =
                Recorder.read(new MallocStatsFormat(), "Stats not supported for the current allocator\n", PLAIN);
        assertEquals(0, seen.samples.size() + seen.rejected.size());
        assertEquals(1, seen.assumed.size());
        assertEquals(
                1, Recorder.read(new MallocStatsFormat(), "x\n", PLAIN).rejected.size());
    }

    @Test
    void clientsAreSummedAndTheLargestListed() {
        StringBuilder text = new StringBuilder("### 2026-11-22T08:35:34+00:00 epoch=1795336534.024 now\n");
        for (int i = 1; i <= 60; i++) {
            text.append("id=")
                    .append(i)
                    .append(" addr=1.1.1.1:")
                    .append(i)
                    .append(" fd=7 name=a age=90 idle=82 flags=P qbuf=1 qbuf-free=2 obl=0 oll=3 omem=")
                    .append(i)
                    .append(" tot-mem=")
                    .append(i * 100)
                    .append(" events=rw cmd=subscribe\n");
        }
        Format format = new ClientListFormat();
        assertTrue(Recorder.sure(format, text.toString()).beats(Sureness.WORDS));
        Recorder seen = Recorder.read(format, text.toString(), PLAIN);
        assertEquals(
                "1795336534024000 STATED clients.output_buffers=1830 clients.query_buffers=180 clients.total_memory=183000\n",
                seen.sampleLines());
        Exhibit clients = seen.exhibits.get(0);
        assertEquals(50, clients.rows().size());
        assertEquals(
                List.of("60", "1.1.1.1:60", "a", "90", "82", "P", "subscribe", "1", "2", "3", "60", "6000"),
                clients.rows().get(0));
        assertTrue(clients.text().contains("of 60"), clients.text());
    }

    @Test
    void oldClientListsHaveNoTotals() {
        Recorder seen = Recorder.read(
                new ClientListFormat(), "addr=1.1.1.1:1 fd=6 idle=0 qbuf=0 obl=0 oll=0 omem=7 cmd=client\n", PLAIN);
        assertEquals("1000000 FILE_MODIFIED clients.output_buffers=7 clients.query_buffers=0\n", seen.sampleLines());
        assertEquals(
                1, Recorder.read(new ClientListFormat(), "x\n", PLAIN).rejected.size());
    }

    @Test
    void rowsOfCliStatAreOneSecondApart() {
        String rows = """
                $ redis-cli --stat
                ------- data ------ --------------------- load -------------------- - child -
                keys       mem      clients blocked requests            connections
                506        1015.00K 1       0       24 (+0)             7          \s
                507        3.40M    51      0       60461 (+60436)      57          SAVE
                """;
        Format format = new CliStatFormat();
        String expected =
                "%d INTERVAL keyspace.keys=506 connected_clients=1 blocked_clients=0 total_commands_processed=24"
                        + " total_connections_received=7 loading=0 rdb_bgsave_in_progress=0 aof_rewrite_in_progress=0"
                        + " used_memory=1039360~5.12 [ROUNDED]\n%d INTERVAL keyspace.keys=507 connected_clients=51"
                        + " blocked_clients=0 total_commands_processed=60461 total_connections_received=57 loading=0"
                        + " rdb_bgsave_in_progress=1 aof_rewrite_in_progress=0 used_memory=3565158.4~5242.88 [ROUNDED]\n";
        assertEquals(
                expected.formatted(0, 1_000_000),
                Recorder.recognised(format, rows, Sureness.WORDS, PLAIN).sampleLines());
        assertEquals(
                expected.formatted(1_795_336_534_000_000L, 1_795_336_535_000_000L),
                Recorder.read(format, "### 2026-11-22T08:35:34+00:00\n" + rows, PLAIN)
                        .sampleLines());
        assertEquals(1, Recorder.read(format, "x\n", PLAIN).rejected.size());
    }

    @Test
    void bigKeysAreListedByType() {
        String text = """
                # Scanning the entire keyspace to find biggest keys as well as
                [00.00%] Biggest string found so far '"a"' with 6 bytes
                -------- summary -------

                Sampled 506 keys in the keyspace!
                Total key length in bytes is 6972 (avg len 13.78)

                Biggest   list found '"mylist"' has 2 items
                Biggest string found '"big"' has 600 bytes

                1 lists with 2 items (00.20% of keys, avg size 2.00)
                505 strings with 1403 bytes (99.80% of keys, avg size 2.78)
                """;
        Format format = new BigKeysFormat();
        Recorder seen = Recorder.recognised(format, text, Sureness.WORDS, PLAIN);
        assertEquals("1000000 FILE_MODIFIED keyspace.keys=506\n", seen.sampleLines());
        assertEquals(
                List.of(
                        List.of("list", "mylist", "2", "items", "1", "2", "2.00"),
                        List.of("string", "big", "600", "bytes", "505", "1403", "2.78")),
                seen.exhibits.get(0).rows());
        assertEquals(1, Recorder.read(format, "x\n", PLAIN).rejected.size());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RepliesTest.class.getResourceAsStream("/inputs/" + name), name)) {
            return name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }
}
