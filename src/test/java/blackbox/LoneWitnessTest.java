package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts without any dump of INFO that tell of memory all the same. */
final class LoneWitnessTest {

    @TempDir
    Path folder;

    private String diagnosed(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Program said = Program.run("diagnose", file.toString());
        assertEquals(0, said.code(), said.err());
        return said.out().replaceAll("\\s+", " ");
    }

    @Test
    void aListOfClientsNamesWhoHoldsTheMemory() throws IOException {
        String said = diagnosed("clients.txt", """
                id=71 addr=10.4.0.8:37778 fd=9 name= age=9001 idle=0 flags=N db=0 sub=0 qbuf=0 qbuf-free=0 obl=0 oll=31211 omem=4826122096 tot-mem=4826123952 events=rw cmd=monitor
                id=72 addr=10.4.0.9:37779 fd=10 name=web age=90 idle=0 flags=N db=0 sub=0 qbuf=26 qbuf-free=20448 obl=0 oll=0 omem=0 tot-mem=22298 events=r cmd=client
                """);
        assertTrue(said.contains("no dump"), said);
        assertTrue(said.contains("The listed clients hold 4.49 GiB in buffers"), said);
        assertTrue(said.contains("CLIENT KILL ID 71"), said);
    }

    @Test
    void smallBuffersOfClientsAreNoVerdict() throws IOException {
        String said = diagnosed("clients.txt", """
                id=72 addr=10.4.0.9:37779 fd=10 name=web age=90 idle=0 flags=N db=0 sub=0 qbuf=26 qbuf-free=20448 obl=0 oll=0 omem=0 tot-mem=22298 events=r cmd=client
                """);
        assertTrue(said.contains("nothing can be said"), said);
    }

    private static String mallocStats(String summary) {
        return "___ Begin jemalloc statistics ___\nVersion: \"5.2.1-0-g0\"\nArenas: 9\nQuantum size: 8\nPage size: 4096\n"
                + summary + "\n--- End jemalloc statistics ---\n";
    }

    /** The allocator measures its own layers; that its resident pages are not all of RSS is told. */
    @Test
    void theAllocatorsStatisticsAloneTellWhichLayerHoldsTheWaste() throws IOException {
        String sparse =
                "Allocated: 3221225472, active: 7516192768, metadata: 41943040 (n_thp 0), resident: 7600078848, "
                        + "mapped: 7700000000, retained: 1000000";
        String said = diagnosed("malloc.txt", mallocStats(sparse));
        assertTrue(said.contains("free slots in partly empty slabs"), said);
        assertTrue(said.contains("4.00 GiB") && said.contains("confidence medium"), said);
        String kept = "Allocated: 1073741824, active: 1100000000, metadata: 41943040 (n_thp 0), resident: 8589934592, "
                + "mapped: 8700000000, retained: 1000000";
        assertTrue(diagnosed("malloc.txt", mallocStats(kept)).contains("of freed pages"));
    }

    /** No waste inside the allocator is no health: what lies outside of it was not told. */
    @Test
    void aThriftyAllocatorAloneIsNoHealthyServer() throws IOException {
        String dense = "Allocated: 5368709120, active: 5583457484, metadata: 41943040 (n_thp 0), resident: 5690831667, "
                + "mapped: 5800000000, retained: 1000000";
        String said = diagnosed("malloc.txt", mallocStats(dense));
        assertTrue(said.contains("this input does not tell"), said);
        assertTrue(!said.contains("Healthy"), said);
    }

    /** The log of active defrag tells the allocator, lines between tell used memory; none tells RSS. */
    @Test
    void theDebugLogTellsWhichLayerHoldsTheWaste() throws IOException {
        String said = diagnosed("redis.log", """
                7:M 02 Oct 2025 04:41:07.160 - 31 clients connected (0 replicas), 2104000000 bytes in use
                7:M 02 Oct 2025 04:41:07.161 . allocated=2120000000, active=4640000000, resident=4700000000, frag=118.87% (121.70% rss), frag_bytes=2520000000 (2580000000 rss)
                7:M 02 Oct 2025 04:41:08.161 . allocated=2120000000, active=4640000000, resident=4700000000, frag=118.87% (121.70% rss), frag_bytes=2520000000 (2580000000 rss)
                7:M 02 Oct 2025 04:41:12.160 - 31 clients connected (0 replicas), 2104000000 bytes in use
                """);
        assertTrue(said.contains("2.35 GiB of 4.38 GiB RSS are free slots in partly empty slabs"), said);
        assertTrue(!said.contains("activedefrag yes"), said); // it is on, or it would not log
    }

    @Test
    void theDoctorAloneIsQuotedAndAskedForBytes() throws IOException {
        String said = diagnosed("doctor.txt", """
                127.0.0.1:6379> MEMORY DOCTOR
                Sam, I detected a few issues in this Redis instance memory implants:

                 * High total RSS: This instance has a memory fragmentation and RSS overhead greater than 1.4 (...).

                 * Big client buffers: The clients output buffers in this instance are greater than 200K per client (on average).

                I'm here to keep you safe, Sam. I want to help you.
                """);
        assertTrue(said.contains("MEMORY DOCTOR names: High total RSS, Big client buffers."), said);
        assertTrue(said.contains("redis-cli INFO all"), said);
    }

    @Test
    void systemdTellsThatTheUnitWasKilledAndItsPeak() throws IOException {
        String said = diagnosed("journal.txt", """
                Oct 02 04:41:07 cart-3 systemd[1]: valkey.service: A process of this unit has been killed by the OOM killer.
                Oct 02 04:41:08 cart-3 systemd[1]: valkey.service: Failed with result 'oom-kill'.
                """);
        assertTrue(said.contains("killed because memory had run out"), said);
        assertTrue(said.contains("CRITICAL"), said);
    }

    /** Kernel and systemd speak of the server of their host, of one end in two voices. */
    @Test
    void whatTheMachineTellsIsOfTheServerThatSpeaksThere() throws IOException {
        String said = diagnosed("journal.log", """
                2026-10-02T04:39:01+02:00 cart-3 redis-server[4018]: 4018:M 02 Oct 2026 04:39:01.119 * Background saving started by pid 4021
                2026-10-02T04:39:02+02:00 cart-3 redis-server[4018]: 4018:M 02 Oct 2026 04:39:02.119 * 10 changes in 300 seconds. Saving...
                2026-10-02T04:41:05+02:00 cart-3 kernel: Out of memory: Killed process 4018 (redis-server) total-vm:24117248kB, anon-rss:18874368kB, file-rss:0kB, shmem-rss:0kB, UID:112 pgtables:41000kB oom_score_adj:0
                2026-10-02T04:41:08+02:00 cart-3 systemd[1]: redis.service: Failed with result 'oom-kill'.
                """);
        assertTrue(said.startsWith("cart-3"), said);
        assertTrue(said.contains("The kernel killed the server at 18.0 GiB RSS"), said);
        assertEquals(1, said.split("CRITICAL", -1).length - 1, said);
    }

    /** A verbose log alone: defrag measures at the end of each scan what it has left. */
    @Test
    void defragThatMovesNothingTellsItselfInTheLog() throws IOException {
        String scans = """
                1:M 14 Sep 2026 01:00:00.000 - Starting active defrag, frag=61%%, frag_bytes=5000000000, cpu=15%%
                1:M 14 Sep 2026 01:20:00.000 - Active defrag done in 1200000ms, reallocated=0, frag=%1$s%%, frag_bytes=%2$s
                1:M 14 Sep 2026 01:20:01.000 - Starting active defrag, frag=%1$s%%, frag_bytes=%2$s, cpu=15%%
                1:M 14 Sep 2026 01:40:01.000 - Active defrag done in 1200000ms, reallocated=0, frag=%1$s%%, frag_bytes=%2$s
                """;
        String vain = diagnosed("vain.log", scans.formatted("62", "5100000000"));
        assertTrue(vain.contains("busy for 40 min and did not help: 4.66 GiB before, 4.75 GiB now"), vain);
        String helps = diagnosed("helps.log", scans.formatted("20", "1600000000"));
        assertTrue(!helps.contains("did not help"), helps);
    }

    @Test
    void aPodThatWasKilledIsNamed() throws IOException {
        String said = diagnosed("pods.txt", """
                $ kubectl get pods
                NAME           READY   STATUS      RESTARTS        AGE
                cart-redis-0   0/1     OOMKilled   7 (2m11s ago)   4d2h
                cart-redis-1   1/1     Running     0               4d2h
                """);
        assertTrue(said.startsWith("cart-redis-0"), said);
        assertTrue(said.contains("its container was full"), said);
    }

    /** The last end alone is told: how often it happened only the number of restarts hints at. */
    @Test
    void restartsThatKubernetesCountedAreToldWithTheKill() throws IOException {
        Path pod = Path.of("src/test/resources/specimens/kube-pod/describe.txt");
        Path out = folder.resolve("pod");
        assertEquals(
                0, Program.run("analyze", pod.toString(), "-o", out.toString()).code());
        Document page = Jsoup.parse(out.resolve("index.html").toFile());
        assertTrue(
                page.select("#suspects").text().contains("started anew 5 times"),
                page.select("#suspects").text());
        String impact = page.select("#impact").text();
        assertTrue(impact.contains("restarts of the container 5"), impact);
        assertTrue(impact.contains("container 768 MiB") && !impact.contains("No limit is known"), impact);
    }

    @Test
    void aSentenceJoinsFieldsAndNumbers() throws IOException {
        String said = diagnosed(
                "question.md",
                "Hello, used_memory is 856560 and used_memory_rss was 5710807040. Why? A ratio above 1.5 is bad.\n");
        assertTrue(said.contains("RSS is 5.32 GiB for 0.8 MiB in use"), said);
    }

    @Test
    void unitsMayStandApartInASentence() throws IOException {
        String said = diagnosed(
                "question.txt",
                "It shows used_memory 5.1 GB while used_memory_rss is 11.8 GB to this day, where do 6.7 GB go?\n");
        assertTrue(said.contains("RSS 11.8 GiB against 5.10 GiB in use"), said);
    }
}
