package io.fragmortem.snapshot.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Told;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLogFormatTest {

    private final ServerLogFormat format = new ServerLogFormat();

    /** One and the same moment, 2023-11-14T07:01:22Z, in every prefix that servers and carriers have had. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            value = {
                "[4018] 14 Nov 07:01:22 * ~ ~YEAR_ASSUMED",
                "[4018] 14 Nov 07:01:22.000 * ~ ~YEAR_ASSUMED",
                "4018:M 14 Nov 07:01:22.000 * ~ ~YEAR_ASSUMED",
                "4018:M 14 Nov 2023 07:01:22.000 * ~ ~ZONE_ASSUMED",
                "4018:4021:M 14 Nov 2023 07:01:22.000 * ~ ~ZONE_ASSUMED",
                "4018:S 2023-11-14T08:01:22.000+01:00 * ~ ~STATED",
                "4018:X 1699945282000 * ~ ~STATED",
                "pid=4018 role=primary timestamp=\"14 Nov 2023 07:01:22.000\" level=notice message=\"~ ~ZONE_ASSUMED",
                "pid=4018 role=RDB/AOF timestamp=\"2023-11-14T07:01:22.000Z\" level=info message=\"~ ~STATED",
                "cache_1    | 1:M 14 Nov 2023 07:01:22.000 * ~cache_1~ZONE_ASSUMED",
                "ESC[36mcache-1  |ESC[0m 1:M 14 Nov 2023 07:01:22.000 * ~cache-1~ZONE_ASSUMED",
                "07:01:22 redis.1   | 1:M 14 Nov 2023 07:01:22.000 * ~redis.1~ZONE_ASSUMED",
                "[pod/cache-0/redis] 1:M 14 Nov 2023 07:01:22.000 * ~pod/cache-0/redis~ZONE_ASSUMED",
                "2023-11-14T07:01:22.000000000Z 1:M 14 Nov 2023 09:01:22.000 * ~ ~STATED",
                "2023-11-14T07:01:22.000000000Z stdout F 1:M 14 Nov 2023 09:01:22.000 * ~ ~STATED",
                "Nov 14 07:01:22 db7 redis[4018]: ~db7~YEAR_ASSUMED",
                "Nov 14 07:01:22 db7 redis-server[4018]: 4018:M 14 Nov 2023 07:01:22.000 * ~db7~ZONE_ASSUMED",
                "2023-11-14T08:01:22.000000+01:00 db7 valkey-server[4018]: ~db7~STATED",
                "<30>1 2023-11-14T07:01:22.000Z db7 redis 4018 - - ~db7~STATED",
                "<30>Nov 14 07:01:22 db7 redis[4018]: ~db7~YEAR_ASSUMED",
                "    4018:M 14 Nov 2023 07:01:22.000 * ~ ~ZONE_ASSUMED",
                "Nov 14 07:01:22.000000 db7 redis-server[4018]: ~db7~YEAR_ASSUMED",
                "2023-11-14T08:01:22+0100 db7 redis-server[4018]: ~db7~STATED",
                "2023-11-14T08:01:22.000000+0100 db7 redis-server[4018]: ~db7~STATED",
                "1699945282.000000 db7 redis-server[4018]: ~db7~STATED",
                "Tue 2023-11-14 07:01:22 UTC db7 redis-server[4018]: ~db7~STATED",
                "Tue 2023-11-14 07:01:22 CET db7 redis-server[4018]: ~db7~ZONE_ASSUMED",
            })
    void everyPrefixGivesTimeAndSpeaker(String prefix, String label, TimeSource source) {
        String space = prefix.endsWith("\"") ? "" : " ";
        String text = prefix.replace("ESC", "\u001b") + space + "Background saving started by pid 77\n";
        Recorder seen = readIn2023(text);
        assertEquals(1, seen.events.size(), text);
        Event event = seen.events.get(0);
        assertEquals(
                Instant.parse("2023-11-14T07:01:22Z").toEpochMilli() * 1000,
                event.stamp().epochMicros());
        assertEquals(source, event.stamp().source());
        assertEquals(label == null ? "" : label, event.origin().label().orElse(""));
        assertEquals(Event.Kind.FORK_START, event.kind());
        assertEquals(77.0, event.numbers().get(Amount.PID));
        assertTrue(Recorder.sure(format, text).beats(Sureness.FILE_NAME), text);
    }

    @Test
    void dockerJsonFileLinesAreOpened() {
        Recorder seen = readIn2023(
                "{\"log\":\"1:M 14 Nov 2023 07:01:22.000 # Can't save in background: fork: Cannot allocate memory\\n\","
                        + "\"stream\":\"stdout\",\"time\":\"2023-11-14T07:01:22.000170768Z\"}\n");
        assertEquals(
                "1699945282000170 STATED FORK_FAILED Can't save in background: fork: Cannot allocate memory\n",
                seen.eventLines());
    }

    static Stream<List<String>> messages() {
        return Stream.of(
                List.of("Redis is now ready to exit, bye bye...", "SERVER_STOP", "{}"),
                List.of("DB loaded from disk: 1.250 seconds", "LOAD", "{duration_seconds=1.25}"),
                List.of("DB loaded from append only file: 3 seconds", "LOAD", "{duration_seconds=3.0}"),
                List.of(
                        "DB loaded from base file appendonly.aof.1.base.rdb: 0.002 seconds",
                        "LOAD",
                        "{duration_seconds=0.002}"),
                List.of("Background saving terminated with success", "FORK_END", "{}"),
                List.of("Background saving terminated by signal 9", "CHILD_KILLED", "{signal=9.0}"),
                List.of("Background saving error", "FORK_FAILED", "{}"),
                List.of("Module fork exited pid: 12, retcode: 0, bysignal: 0", "FORK_END", "{pid=12.0}"),
                List.of(
                        "Module fork exited pid: 12, retcode: 0, bysignal: 9",
                        "CHILD_KILLED",
                        "{pid=12.0, signal=9.0}"),
                List.of("RDB: 12 MB of memory used by copy-on-write", "COPY_ON_WRITE", "{cow_bytes=1.2582912E7}"),
                List.of("AOF rewrite: 2 MB of memory used by copy-on-write", "COPY_ON_WRITE", "{cow_bytes=2097152.0}"),
                List.of(
                        "Fork CoW for RDB: current 1 MB, peak 3 MB, average 2 MB",
                        "COPY_ON_WRITE",
                        "{cow_average_bytes=2097152.0, cow_bytes=1048576.0, cow_peak_bytes=3145728.0}"),
                List.of(
                        "Starting active defrag, frag=204%, frag_bytes=27660288, cpu=25%",
                        "DEFRAG_START", "{cpu_percent=25.0, frag_bytes=2.7660288E7, frag_percent=204.0}"),
                List.of(
                        "Active defrag done in 2564ms, reallocated=62979, frag=44%, frag_bytes=6000640",
                        "DEFRAG_END",
                        "{duration_seconds=2.564, frag_bytes=6000640.0, frag_percent=44.0, reallocated=62979.0}"),
                List.of("Out Of Memory allocating 8388608 bytes!", "OUT_OF_MEMORY", "{bytes=8388608.0}"),
                List.of("WARNING overcommit_memory is set to 0! Background save may fail", "CONFIG_WARNING", "{}"),
                List.of(
                        "WARNING you have Transparent Huge Pages (THP) support enabled in your kernel.",
                        "CONFIG_WARNING",
                        "{}"),
                List.of(
                        "Client id=5 addr=1.2.3.4:5 qbuf=0 omem=2097 tot-mem=4000 cmd=subscribe scheduled to be closed"
                                + " ASAP for overcoming of output buffer limits.",
                        "CLIENT_CLOSED_BUFFER_LIMIT",
                        "{omem_bytes=2097.0, qbuf_bytes=0.0, tot_mem_bytes=4000.0}"),
                List.of("Full resync requested by replica 10.0.0.2:6379", "FULL_SYNC", "{}"),
                List.of(
                        "MASTER <-> REPLICA sync: receiving 175 bytes from master to disk",
                        "FULL_SYNC",
                        "{bytes=175.0}"),
                List.of("PRIMARY <-> REPLICA sync: Flushing old data", "FLUSH", "{}"),
                List.of(
                        "Partial resynchronization request from 10.0.0.2:6379 accepted. Sending 140 bytes of backlog"
                                + " starting from offset 9.",
                        "PARTIAL_SYNC",
                        "{bytes=140.0}"),
                List.of("Connection with replica 10.0.0.2:6379 lost.", "REPLICA_LOST", "{}"),
                List.of("MASTER MODE enabled (user request from 'id=3 addr=1.1.1.1:1')", "ROLE_CHANGE", "{}"),
                List.of(
                        "Slow script detected: still in execution after 5002 milliseconds.",
                        "SLOW_SCRIPT",
                        "{duration_seconds=5.002}"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesBecomeEventsWithNumbers(List<String> expected) {
        Recorder seen = readIn2023("1:M 14 Nov 2023 07:01:22.000 * " + expected.get(0) + "\n");
        assertEquals(1, seen.events.size(), expected.get(0));
        assertEquals(expected.get(1), seen.events.get(0).kind().name());
        assertEquals(expected.get(2), seen.events.get(0).numbers().toString());
        assertEquals(expected.get(0), seen.events.get(0).text());
    }

    /** A figure went wrong on the way: such a line has no time, and not one before all others. */
    @Test
    void daysThatDoNotExistAreNoTimes() {
        Recorder seen = readIn2023("""
                1:M 14 Nov 2023 07:01:22.119 * Background saving started by pid 12
                1:M 31 Nov 2023 07:01:23.119 * Background saving terminated with success
                1:M 14 Nov 8023 07:01:24.119 * Background saving terminated with success
                1:M 14 Nov 2023 07:01:25.119 * Background saving terminated with success
                """);
        assertEquals(2, seen.events.size(), seen.eventLines());
        assertEquals(2, seen.rejected.size());
        assertFalse(seen.eventLines().contains("-290308"), seen.eventLines());
    }

    @Test
    void linesWithoutInterestGiveNothing() {
        Recorder seen = readIn2023("""
                1:M 14 Nov 2023 07:01:22.000 - Accepted 127.0.0.1:52572
                1:M 14 Nov 2023 07:01:22.000 - Client closed connection id=3 addr=127.0.0.1:52572 omem=0
                1:M 14 Nov 2023 07:01:22.000 * Background AOF rewrite finished successfully
                1:M 14 Nov 2023 07:01:22.000 * \u00e9
                1:M 14 Nov 2023 07:01:22.000 * ?
                """);
        assertEquals("", seen.eventLines() + seen.sampleLines());
        assertEquals(0, seen.rejected.size());
    }

    @Test
    void aStartGivesTheVersionTheProcessAndThePort() {
        Recorder seen = readIn2023("""
                17:C 14 Nov 2023 07:01:22.000 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo
                17:C 14 Nov 2023 07:01:22.000 # Redis version=7.0.15, bits=64, commit=0, modified=0, pid=17, just started
                17:M 14 Nov 2023 07:01:22.001 * Running mode=standalone, port=17080.
                """);
        assertEquals(
                "1699945282000000 ZONE_ASSUMED SERVER_START [:17080] Redis version=7.0.15, bits=64, commit=0, modified=0,"
                        + " pid=17, just started {bits=64.0, pid=17.0}\n",
                seen.eventLines());
        assertEquals(
                "1699945282000000 ZONE_ASSUMED [:17080] process_id=17 redis_version='7.0.15'\n", seen.sampleLines());
    }

    @Test
    void oldServersStartWithoutABanner() {
        Recorder seen = readIn2023("""
                [17] 14 Nov 07:01:22.000 # Server started, Redis version 2.8.24
                [17] 14 Nov 07:01:22.000 * The server is now ready to accept connections on port 6380
                """);
        assertEquals(
                "1699945282000000 YEAR_ASSUMED [:6380] process_id=17 redis_version='2.8.24'\n", seen.sampleLines());
    }

    @Test
    void verboseLinesGiveSamplesOfUsedMemoryAndKeys() {
        Recorder seen = readIn2023("""
                1:M 14 Nov 2023 07:01:22.000 - DB 0: 1000 keys (10 volatile) in 1024 slots HT.
                1:M 14 Nov 2023 07:01:22.000 - DB 3: 5 keys (0 volatile) in 8 slots HT.
                1:M 14 Nov 2023 07:01:22.000 - 3 clients connected (1 slaves), 813168 bytes in use
                1:M 14 Nov 2023 07:01:27.000 - DB 0: 1001 keys (10 volatile) in 1024 slots HT.
                1:M 14 Nov 2023 07:01:32.000 - DB 0: 1002 keys (10 volatile) in 1024 slots HT.
                1:M 14 Nov 2023 07:01:33.000 . Total: 4 clients connected (0 replicas), 900000 (878.91K) bytes in use
                1:M 14 Nov 2023 07:01:34.000 . allocated=9800001024, active=27200004096, resident=27900006400, frag=178% (185% rss), frag_bytes=17400003072 (18100005376% rss)
                """);
        assertEquals("""
                1699945282000000 ZONE_ASSUMED keyspace.keys=1005 keyspace.expires=10 keyspace.databases=2
                1699945282000000 ZONE_ASSUMED used_memory=813168 connected_clients=3 connected_slaves=1
                1699945287000000 ZONE_ASSUMED keyspace.keys=1001 keyspace.expires=10 keyspace.databases=1
                1699945292000000 ZONE_ASSUMED keyspace.keys=1002 keyspace.expires=10 keyspace.databases=1
                1699945293000000 ZONE_ASSUMED used_memory=900000 connected_clients=4 connected_slaves=0
                1699945294000000 ZONE_ASSUMED allocator_allocated=9800001024 allocator_active=27200004096 allocator_resident=27900006400 config.activedefrag=1
                """, seen.sampleLines());
    }

    @Test
    void anRdbTellsHowMuchMemoryItsServerUsed() {
        Recorder seen = readIn2023("1:M 14 Nov 2023 07:01:22.000 * RDB memory usage when created 0.81 Mb\n");
        assertEquals("1699945282000000 ZONE_ASSUMED rdb.used_mem=849346.56~5242.88 [ROUNDED]\n", seen.sampleLines());
    }

    @Test
    void servicesOfAnInterleavedLogAreToldApart() {
        Recorder seen = readIn2023("""
                sim_1   | 1:M 19 Dec 2019 11:56:23.119 * Background saving started by pid 13
                dfsp_1  | 1:M 19 Dec 2019 11:56:23.115 * Background saving started by pid 16
                """);
        assertEquals(
                List.of("sim_1", "dfsp_1"),
                seen.events.stream()
                        .map(event -> event.origin().label().orElse(""))
                        .toList());
    }

    @Test
    void theYearWrapsAtNewYearAndComesFromTheModificationTime() {
        Recorder seen = readIn2023("""
                [1] 30 Dec 23:59:59 * Background saving terminated with success
                [1] 02 Jan 00:00:01 * Background saving terminated with success
                [1] 31 Dec 23:59:59 * Background saving terminated with success
                [1] 03 Jan 00:00:01 * Background saving terminated with success
                """);
        assertEquals(
                List.of("2021-12-30T23:59:59Z", "2022-01-02T00:00:01Z", "2021-12-31T23:59:59Z", "2022-01-03T00:00:01Z")
                        .stream()
                        .map(text -> Instant.parse(text).plusSeconds(31536000))
                        .toList(),
                times(seen));
        assertTrue(seen.assumed.toString().contains("from the file's modification time"), seen.assumed.toString());
    }

    @Test
    void theYearMayStandInTheNameOfTheFile() throws IOException {
        Recorder seen = readNamed("old/redis.log-20190412", "[1] 02 Jan 00:00:01 * Background saving error\n");
        assertEquals(List.of(Instant.parse("2019-01-02T00:00:01Z")), times(seen));
    }

    @Test
    void withoutAnyHintOfTheYearThereIsNoTime() throws IOException {
        Recorder seen = readNamed("-", "[1] 02 Jan 00:00:01 * Background saving error\n");
        assertEquals(TimeSource.NONE, seen.events.get(0).stamp().source());
        assertTrue(seen.assumed.toString().contains("nothing tells it"), seen.assumed.toString());
    }

    @Test
    void theUsersYearAndZoneWin() {
        Recorder seen = Recorder.read(
                format,
                "[1] 02 Jan 00:00:01 * Background saving error\n",
                new Told().zone(ZoneId.of("Europe/Berlin")).year(2015).options());
        assertEquals(List.of(Instant.parse("2015-01-01T23:00:01Z")), times(seen));
        assertEquals(1, seen.assumed.size());
    }

    @Test
    void aSignalHandlersEpochTellsYearAndZone() {
        Recorder seen = readIn2023("""
                1:M 31 Dec 23:59:00.000 * Background saving error
                1:M 01 Jan 01:01:22.000 * Background saving error
                1:signal-handler (1483225282) Received SIGTERM scheduling shutdown...
                1:M 01 Jan 01:01:22.050 # Redis is now ready to exit, bye bye...
                """);
        assertEquals(
                List.of(
                        Instant.parse("2016-12-31T21:59:00Z"),
                        Instant.parse("2016-12-31T23:01:22Z"),
                        Instant.parse("2016-12-31T23:01:22Z"),
                        Instant.parse("2016-12-31T23:01:22.050Z")),
                times(seen));
        assertEquals(Event.Kind.CLOCK_ANCHOR, seen.events.get(2).kind());
        assertTrue(seen.events.stream().allMatch(event -> event.stamp().source() == TimeSource.STATED));
        assertTrue(seen.assumed.get(0).startsWith("local times are UTC+02:00"), seen.assumed.toString());
    }

    @Test
    void aCrashReportIsOneEvent() {
        Recorder seen = readIn2023("""
                1:M 14 Nov 2023 07:01:22.000 * Background saving terminated with success


                === REDIS BUG REPORT START: Cut & paste starting from here ===
                1:M 14 Nov 2023 07:01:23.000 # Redis 6.2.14 crashed by signal: 11, si_code: 1
                1:M 14 Nov 2023 07:01:23.000 # Killed by PID: 99, UID: 0

                ------ STACK TRACE ------
                ------ INFO OUTPUT ------
                # Memory
                used_memory:1000
                used_memory_rss:2000
                ------ CLIENT LIST OUTPUT ------
                id=1 addr=1.1.1.1:1 omem=5
                === REDIS BUG REPORT END. Make sure to include from START to END. ===
                1:C 14 Nov 2023 07:02:00.000 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo
                1:M 14 Nov 2023 07:02:01.000 * DB loaded from disk: 0.1 seconds
                """);
        assertEquals("""
                1699945282000000 ZONE_ASSUMED FORK_END Background saving terminated with success
                1699945282000000 ZONE_ASSUMED CRASH Redis 6.2.14 crashed by signal: 11, si_code: 1 {killer_pid=99.0, signal=11.0}
                1699945321000000 ZONE_ASSUMED LOAD DB loaded from disk: 0.1 seconds {duration_seconds=0.1}
                """, seen.eventLines());
        assertEquals(2, seen.samples.size()); // INFO, and the sums of CLIENT LIST
        assertEquals(Set.of(Sample.Mark.CRASH), seen.samples.get(0).marks());
        assertEquals(1000, seen.samples.get(0).get(Field.USED_MEMORY).orElseThrow());
        assertEquals(1_699_945_283_000_000L, seen.samples.get(0).stamp().epochMicros());
        assertEquals(1, seen.exhibits.size());
    }

    @Test
    void aPanicIsACrashAndItsReportIsNotASecondOne() {
        Recorder seen = readIn2023("""
                1:M 14 Nov 2023 07:01:22.000 # Out Of Memory allocating 100 bytes!
                1:M 14 Nov 2023 07:01:22.000 # ------------------------------------------------
                1:M 14 Nov 2023 07:01:22.000 # !!! Software Failure. Press left mouse button to continue
                1:M 14 Nov 2023 07:01:22.000 # Guru Meditation: Redis aborting for OUT OF MEMORY #zmalloc.c:12
                1:M 14 Nov 2023 07:01:22.000 # (forcing SIGSEGV in order to print the stack trace)
                === REDIS BUG REPORT START: Cut & paste starting from here ===
                1:M 14 Nov 2023 07:01:22.000 #     Redis 3.0.7 crashed by signal: 11
                1:C 14 Nov 2023 07:02:00.000 # Redis version=3.0.7, bits=64, pid=1, just started
                """);
        assertEquals(
                List.of(Event.Kind.OUT_OF_MEMORY, Event.Kind.CRASH, Event.Kind.SERVER_START),
                seen.events.stream().map(Event::kind).toList());
    }

    /** The line that tells of the allocation may have been left out, or the panic may stand inside the report. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:M 14 Nov 2023 07:01:22.000 # Guru Meditation: \"Redis aborting for OUT OF MEMORY\" #server.c:3828",
                "=== REDIS BUG REPORT START: Cut & paste starting from here ===\n"
                        + "1:M 14 Nov 2023 07:01:22.000 # Guru Meditation: \"Redis aborting for OUT OF MEMORY\" #server.c:3828",
                "1:M 14 Nov 2023 07:01:22.000 # Guru Meditation: \"Redis aborting for OUT OF\nMEMORY\" #server.c:3828",
                "1:M 14 Nov 2023 07:01:22.000 # Guru Meditation: Redis aborting for OUT OF MEMORY. Allocating 64 bytes! #server.c:1"
            })
    void aPanicForMemoryTellsOfItByItself(String text) {
        Recorder seen = readIn2023(text + "\n");
        List<Event> ends = seen.events.stream()
                .filter(e -> e.kind() == Event.Kind.OUT_OF_MEMORY)
                .toList();
        assertEquals(1, ends.size(), seen.eventLines());
        assertEquals(
                text.contains("64 bytes") ? 64.0 : null, ends.get(0).numbers().get(Amount.BYTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"**@**", "@**", "> **@**"})
    void whatIsSetInBoldIsRead(String form) {
        String line = "1:M 14 Nov 2023 07:01:22.000 * Background saving started by pid 12";
        Recorder seen =
                readIn2023(form.replace("@", line) + "\n" + form.replace("@", line.replace("* B", "* **B")) + "\n");
        assertEquals(2, seen.events.size(), seen.eventLines());
        assertTrue(seen.events.stream().allMatch(e -> e.number(Amount.PID).orElse(0) == 12.0), seen.eventLines());
        assertEquals(0, seen.rejected.size());
    }

    /** A terminal breaks a line anywhere, a mail between words. */
    @ParameterizedTest
    @ValueSource(strings = {" o\nmem=77774182", " o\n> mem=77774182", " omem=77774\n182", "\nomem=77774182"})
    void aLineBrokenInTwoIsOne(String broken) {
        Recorder seen =
                readIn2023("1:M 14 Nov 2023 07:01:22.000 # Client id=5 addr=10.0.0.9:4 flags=S oll=4742" + broken
                        + " cmd=psync scheduled to be closed ASAP for overcoming of output buffer limits.\n"
                        + "1:M 14 Nov 2023 07:01:23.000 # Connection with slave 10.0.0.9:6380 lost.\n");
        assertEquals(
                List.of(Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, Event.Kind.REPLICA_LOST),
                seen.events.stream().map(Event::kind).toList());
        assertEquals(77774182.0, seen.events.get(0).numbers().get(Amount.OMEM_BYTES));
        assertEquals(1_699_945_282_000_000L, seen.events.get(0).stamp().epochMicros());
    }

    /** Two that speak for themselves in the same time are no restart. */
    @Test
    void serversThatRunBesideEachOtherAreNotOne() {
        String text = """
                1300:M 14 Nov 2023 07:01:22.000 * Background saving started by pid 1366
                1366:C 14 Nov 2023 07:01:23.000 * RDB: 2 MB of memory used by copy-on-write
                1300:M 14 Nov 2023 07:01:24.000 * Background saving terminated with success
                1332:S 14 Nov 2023 07:01:%s.000 * MASTER <-> REPLICA sync: Flushing old data
                1332:S 14 Nov 2023 07:01:29.000 # Out Of Memory allocating 2046331 bytes!
                """;
        Recorder beside = readIn2023(text.formatted("23"));
        assertEquals(
                List.of("pid 1300", "pid 1300", "pid 1300", "pid 1332", "pid 1332"),
                beside.events.stream().map(e -> e.origin().label().orElse("")).toList());
        Recorder anew = readIn2023(text.formatted("26"));
        assertTrue(anew.events.stream().allMatch(e -> e.origin().label().isEmpty()), anew.eventLines());
    }

    @Test
    void aReportPastedAloneTakesTheTimeOfTheLineAfterIt() {
        Recorder seen = readIn2023("""
                === ASSERTION FAILED ===
                ==> networking.c:12 'c->bufpos == 0' is not true
                1:M 14 Nov 2023 07:01:22.000 # something else
                """);
        assertEquals(
                "1699945282000000 ZONE_ASSUMED CRASH ==> networking.c:12 'c->bufpos == 0' is not true\n",
                seen.eventLines());
    }

    @Test
    void aCutPrefixStillGivesTheCopyOnWriteSize() {
        Recorder seen = readIn2023(" // THP on:\n C * AOF rewrite: 1039 MB of memory used by copy-on-write\n");
        assertEquals(1039.0 * 1024 * 1024, seen.events.get(0).numbers().get(Amount.COW_BYTES));
        assertEquals(TimeSource.NONE, seen.events.get(0).stamp().source());
        Recorder bare = readIn2023(
                "* Ready to accept connections\n* RDB: 4 MB of memory used by copy-on-write\n* a point of a list\n"
                        + "1 clients connected (2 replicas), 1955144 bytes in use\n");
        assertEquals(1, bare.events.size(), bare.eventLines());
        assertEquals(4.0 * 1024 * 1024, bare.events.get(0).numbers().get(Amount.COW_BYTES));
        assertTrue(bare.sampleLines().contains("used_memory=1955144"), bare.sampleLines());
    }

    @Test
    void otherProgramsOfASyslogAreIgnored() {
        Recorder seen = readIn2023("""
                Nov 14 07:01:22 db7 sshd[1]: Background saving started by pid 77
                Nov 14 07:01:22 db7 redis[1]: Background saving started by pid 78
                """);
        assertEquals(1, seen.events.size());
    }

    @Test
    void aStreamWithoutASingleLogLineIsRejected() {
        Recorder seen = readIn2023("hello\n");
        assertEquals(1, seen.rejected.size());
        assertEquals(Sureness.NO, Recorder.sure(format, "hello\n"));
        assertEquals(Sureness.NO, Recorder.sure(format, "Nov 14 07:01:22 db7 sshd[1]: Accepted\n"));
    }

    @Test
    void aVeryLongLineIsCutAndNamed() {
        Recorder seen = readIn2023("1:M 14 Nov 2023 07:01:22.000 # " + "x".repeat(3_000_000)
                + "\n1:M 14 Nov 2023 07:01:22.000 * Background saving error\n");
        assertEquals(1, seen.rejected.size());
        assertEquals(1, seen.rejected.get(0).origin().line());
        assertEquals(2, seen.events.get(0).origin().line());
        assertEquals(3_000_000 + 32, seen.events.get(0).origin().byteOffset());
    }

    @Test
    void manyRecordsAreGivenBeforeTheEndInOrder() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append("1:M 14 Nov 2023 07:01:22.000 - ")
                    .append(i)
                    .append(" clients connected (0 slaves), 5 bytes in use\n");
        }
        Recorder seen = readIn2023(text.toString());
        assertEquals(60_000, seen.samples.size());
        assertEquals(
                59_999, seen.samples.get(59_999).get(Field.CONNECTED_CLIENTS).orElseThrow());
    }

    @Test
    void everyServerLogOfTheCapturesIsRead() throws IOException {
        Path captures = Path.of("../shared/captures");
        assumeTrue(Files.isDirectory(captures));
        try (Stream<Path> walk = Files.walk(captures)) {
            for (Path file : walk.filter(path -> path.toString().endsWith(".log") && !path.endsWith("info-memory.log"))
                    .sorted()
                    .collect(Collectors.toList())) {
                byte[] bytes = Files.readAllBytes(file);
                assertTrue(format.recognise(bytes, "x").beats(Sureness.WORDS), file.toString());
                Recorder seen = readIn2023(new String(bytes, StandardCharsets.UTF_8));
                assertEquals(List.of(), seen.rejected, file.toString());
                assertTrue(
                        seen.events.stream().anyMatch(event -> event.kind() == Event.Kind.SERVER_START),
                        file.toString());
            }
        }
    }

    @Test
    void blanksAtTheEndOfALineHideNoMessage() {
        Recorder seen = Recorder.read(format, """
                C * AOF rewrite: 1039 MB of memory used by copy-on-write \t
                // huge pages off
                C * AOF rewrite: 9 MB of memory used by copy-on-write\r
                """.replace("\\t", "\t").replace("\\r", "\r"), ReadOptions.defaults());
        assertEquals(
                List.of(1039 * 1024 * 1024.0, 9 * 1024 * 1024.0),
                seen.events.stream().map(e -> e.numbers().get(Amount.COW_BYTES)).toList());
    }

    private static List<Instant> times(Recorder seen) {
        return seen.events.stream()
                .map(event -> Instant.EPOCH.plusNanos(event.stamp().epochMicros() * 1000))
                .toList();
    }

    private Recorder readNamed(String name, String text) throws IOException {
        Recorder recorder = new Recorder();
        format.read(
                new Entry(name, OptionalLong.empty(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                ReadOptions.defaults(),
                recorder);
        return recorder;
    }

    /** Reads a file that was modified at the end of November 2023. */
    private Recorder readIn2023(String text) {
        Recorder recorder = new Recorder();
        try {
            format.read(
                    new Entry(
                            "test",
                            OptionalLong.of(
                                    Instant.parse("2023-11-30T00:00:00Z").toEpochMilli() * 1000),
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                    ReadOptions.defaults(),
                    recorder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return recorder;
    }
}
