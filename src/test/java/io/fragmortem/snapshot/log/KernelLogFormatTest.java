package io.fragmortem.snapshot.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sureness;
import org.junit.jupiter.api.Test;

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
                        .endsWith("{anon_rss_bytes=5.36870912E9, file_rss_bytes=4096.0, pid=4018.0,"
                                + " shmem_rss_bytes=0.0, total_vm_bytes=6.442450944E9}\n"),
                seen.eventLines());
        assertTrue(seen.eventLines().startsWith("0 NONE KERNEL_OOM_KILL "), seen.eventLines());
        assertTrue(Recorder.sure(format, DMESG).beats(Sureness.WORDS));
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
