package io.fragmortem.snapshot.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sureness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelLogFormatTest {

    private static final String DMESG = """
            [12345.678901] redis-server invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
            [12345.678902] memory: usage 262144kB, limit 262144kB, failcnt 1543
            [12345.678903] Tasks state (memory values in pages):
            [12345.678904] [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
            [12345.678905] [   4018]   999  4018  1572864  1310720      10561536        0             0 redis-server
            [12345.678906] [   4019]     0  4019     1000      100         61440        0             0 sh
            [12345.678907] Memory cgroup out of memory: Killed process 4018 (redis-server) total-vm:6291456kB, anon-rss:5242880kB, file-rss:4kB, shmem-rss:0kB, UID:999 pgtables:10314kB oom_score_adj:0
            """;

    private final KernelLogFormat format = new KernelLogFormat();

    @Test
    void theKillTheVictimAndItsLimitAreRead() {
        Recorder seen = Recorder.read(format, DMESG, ReadOptions.defaults());
        assertEquals("""
                0 NONE cgroup.current=268435456 cgroup.limit=268435456
                0 NONE process_id=4018 os.vm_size=6442450944 os.vm_rss=5368709120
                """, seen.sampleLines());
        assertEquals(1, seen.events.size());
        assertTrue(
                seen.eventLines()
                        .endsWith("{anon_rss_bytes=5.36870912E9, file_rss_bytes=4096.0, of_group=1.0, pid=4018.0,"
                                + " shmem_rss_bytes=0.0, total_vm_bytes=6.442450944E9}\n"),
                seen.eventLines());
        assertTrue(seen.eventLines().startsWith("0 NONE KERNEL_OOM_KILL "), seen.eventLines());
        assertTrue(Recorder.sure(format, DMESG).beats(Sureness.WORDS));
    }

    @ParameterizedTest
    @CsvSource({
        "Memory cgroup out of memory: Kill process 4018 (redis-server) score 1000 or sacrifice child, 1.0",
        "Task in /docker/3f2a killed as a result of limit of /docker/3f2a, 1.0",
        "Out of memory: Kill process 4018 (redis-server) score 900 or sacrifice child, 0.0",
        "redis-server: page allocation failure: order:0,"
    })
    void theLinesBeforeAKillSayWhoseMemoryEnded(String before, Double ofGroup) {
        String text = "[1.000000] redis-server invoked oom-killer: gfp_mask=0xd0\n[1.000001] " + before
                + "\n[1.000002] Killed process 4018 (redis-server) total-vm:6291456kB, anon-rss:5242880kB\n";
        Recorder seen = Recorder.read(format, text, ReadOptions.defaults());
        assertEquals(ofGroup, seen.events.get(0).numbers().get(Amount.OF_GROUP));
    }

    @ParameterizedTest
    @CsvSource({
        "redis-server, KERNEL_OOM_KILL",
        "dragonfly, KERNEL_OOM_KILL",
        "kvrocks, KERNEL_OOM_KILL",
        "keydb-server, KERNEL_OOM_KILL",
        "redis-rdb-bgsav, KERNEL_OOM_KILL",
        "celery, NOTE",
        "redis_exporter, NOTE",
        "redis-cli, NOTE",
        "redis-sentinel, NOTE"
    })
    void theVictimIsAServerOrWhatRunsBesideIt(String name, Event.Kind kind) {
        String text = "Out of memory: Killed process 77 (" + name
                + ") total-vm:6291456kB, anon-rss:5242880kB, file-rss:4kB\n";
        assertEquals(
                kind,
                Recorder.read(format, text, ReadOptions.defaults())
                        .events
                        .get(0)
                        .kind());
    }

    @Test
    void systemdTellsOfTheEndOfAUnitOnce() {
        String text = """
                Nov 14 03:12:44 db7 systemd[1]: redis-server.service: A process of this unit has been killed by the OOM killer.
                Nov 14 03:12:45 db7 systemd[1]: redis-server.service: Main process exited, code=killed, status=9/KILL
                Nov 14 03:12:45 db7 systemd[1]: redis-server.service: Failed with result 'oom-kill'.
                Nov 14 03:12:45 db7 systemd[1]: redis-server.service: Consumed 3h 12min 4.553s CPU time, 15.5G memory peak, 0B memory swap peak.
                Nov 14 03:12:46 db7 systemd[1]: nginx.service: Failed with result 'oom-kill'.
                Nov 14 09:00:00 db7 systemd[1]: redis-server.service: Failed with result 'oom-kill'.
                Nov 14 10:00:00 db7 systemd-oomd[512]: Killed /system.slice/redis-server.service due to memory used (9) / total (9)
                """;
        Recorder seen = Recorder.read(format, text, ReadOptions.defaults());
        assertEquals(3, seen.events.size(), seen.eventLines());
        assertTrue(seen.events.stream().allMatch(e -> e.kind() == Event.Kind.KERNEL_OOM_KILL), seen.eventLines());
        assertTrue(seen.sampleLines().contains(" cgroup.peak=16642998272~"), seen.sampleLines());
        assertTrue(Recorder.sure(format, text).beats(Sureness.WORDS));
    }

    @Test
    void dmesgWithDatesAndSyslogHaveTimes() {
        Recorder seen = Recorder.read(format, """
                [Tue Nov 14 07:01:22 2023] Out of memory: Killed process 12 (valkey-server) total-vm:10kB, anon-rss:1kB
                2023-11-14T07:01:23.000000+00:00 db7 kernel: [  1.5] Killed process 13 (java) total-vm:10kB, anon-rss:1kB
                """, ReadOptions.defaults());
        assertEquals(1_699_945_282_000_000L, seen.events.get(0).stamp().epochMicros());
        assertEquals(1_699_945_283_000_000L, seen.events.get(1).stamp().epochMicros());
        assertEquals("KERNEL_OOM_KILL", seen.events.get(0).kind().name());
        assertEquals("NOTE", seen.events.get(1).kind().name());
    }
}
