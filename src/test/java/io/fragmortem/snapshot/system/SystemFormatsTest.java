package io.fragmortem.snapshot.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.replies.ConfigFormat;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // one layout per string
class SystemFormatsTest {

    private static final ReadOptions PLAIN = ReadOptions.defaults();
    private static final String AT = "1000000 FILE_MODIFIED ";

    @Test
    void smapsRollupOfSeveralMomentsIsRead() {
        String text = """
                ### 2026-11-22T08:35:34+00:00 epoch=1795336534.028 pid=17532 begin
                55d4d4848000-7ffdcbc69000 ---p 00000000 00:00 0                          [rollup]
                Rss:               21344 kB
                Private_Dirty:     11828 kB
                Anonymous:         11828 kB
                LazyFree:              4 kB
                AnonHugePages:      2048 kB
                Swap:                  1 kB

                ### 2026-11-22T08:35:46+00:00 epoch=1795336546.058 pid=17532
                Rss:               21345 kB
                """;
        assertEquals(
                """
                1795336534028000 STATED process_id=17532 os.vm_rss=21856256 os.private_dirty=12111872 os.rss_anon=12111872 os.lazy_free=4096 os.anon_huge_pages=2097152 os.vm_swap=1024 os.rss_file=9744384
                1795336546058000 STATED process_id=17532 os.vm_rss=21857280
                """,
                Recorder.recognised(new ProcMemoryFormat(), text, Sureness.WORDS, PLAIN)
                        .sampleLines());
    }

    @Test
    void theMappingsOfSmapsAreSummed() {
        assertEquals(
                AT + "os.vm_rss=12288 os.private_dirty=4096\n",
                Recorder.read(new ProcMemoryFormat(), "Rss: 4 kB\nPrivate_Dirty: 4 kB\nRss: 8 kB\n", PLAIN)
                        .sampleLines());
    }

    @Test
    void theHeapOfLibcAndTheFilesAreToldApart() {
        String text = """
                55d4d4848000-55d4d4a48000 r-xp 00000000 00:00 0                          /usr/bin/redis-server
                Rss:                  12 kB
                Anonymous:             0 kB
                55d4d5848000-55d4d5a48000 rw-p 00000000 00:00 0                          [heap]
                Rss:                 400 kB
                Anonymous:           400 kB
                7f34d5848000-7f34d5a48000 rw-p 00000000 00:00 0
                Rss:                8000 kB
                Anonymous:          8000 kB
                """;
        String read = Recorder.read(new ProcMemoryFormat(), text, PLAIN).sampleLines();
        assertTrue(read.contains(" os.heap_rss=409600"), read);
        assertTrue(read.contains(" os.rss_file=12288"), read);
    }

    @Test
    void statusAndMeminfoAreRead() {
        String status =
                "Name:\\tredis-server\nPid:\\t4018\nVmSize:\\t 60000 kB\nVmHWM:\\t 5000 kB\nVmRSS:\\t 4000 kB\nVmSwap:\\t 8 kB\n"
                        .replace("\\t", "\t");
        Format format = new ProcMemoryFormat();
        assertEquals(
                AT + "process_id=4018 os.vm_size=61440000 os.vm_hwm=5120000 os.vm_rss=4096000 os.vm_swap=8192\n",
                Recorder.recognised(format, status, Sureness.WORDS, PLAIN).sampleLines());
        String meminfo =
                "MemTotal:  1000 kB\nMemFree:  10 kB\nMemAvailable:  500 kB\nSwapTotal: 0 kB\nHugePages_Total: 0\n";
        assertEquals(
                AT + "host.mem_total=1024000 host.mem_free=10240 host.mem_available=512000 host.swap_total=0\n",
                Recorder.recognised(format, meminfo, Sureness.WORDS, PLAIN).sampleLines());
        assertEquals(1, Recorder.read(format, "x: y\n", PLAIN).rejected.size());
    }

    @Test
    void controlGroupFilesOfBothVersionsAreRead() throws IOException {
        assertEquals(AT + "cgroup.limit=268435456 cgroup.version='2'\n", cgroup("x/memory.max", "268435456\n"));
        assertEquals("", cgroup("memory.max", "max\n").replaceAll(".*cgroup.version='2'\n", ""));
        assertEquals(AT + "cgroup.current=5 cgroup.version='2'\n", cgroup("memory.current", "5\n"));
        assertEquals(AT + "cgroup.version='1'\n", cgroup("memory.limit_in_bytes", "9223372036854771712\n"));
        assertEquals(AT + "host.overcommit_memory=1\n", cgroup("overcommit_memory", "1\n"));
        assertEquals(AT + "thp.enabled='madvise'\n", cgroup("enabled", "always [madvise] never\n"));
        assertEquals(
                AT + "cgroup.anon=7 cgroup.file=8 cgroup.version='2'\n",
                cgroup("memory.stat", "anon 7\nfile 8\ninactive_anon 7\nactive_file 9\n"));
        assertEquals(
                AT + "cgroup.file=1 cgroup.anon=7 cgroup.limit=99 cgroup.version='1'\n",
                cgroup("stat.txt", "cache 1\nrss 7\nhierarchical_memory_limit 99\ninactive_anon 1\nactive_file 2\n"));
        assertEquals(
                AT + "cgroup.limit_hits=5 cgroup.oom_kills=2\n",
                cgroup("memory.events", "low 0\nhigh 0\nmax 5\noom 2\noom_kill 2\n"));
        assertEquals(AT + "cgroup.limit_hits=41 cgroup.version='1'\n", cgroup("db7/cgroup/memory.failcnt", "41\n"));
        assertEquals(
                AT + "cgroup.oom_kills=3\n",
                cgroup("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n"));
        assertEquals(
                AT + "cgroup.limit=6 cgroup.current=5 cgroup.version='2'\n",
                cgroup("all.txt", "memory.max:6\n/sys/fs/cgroup/memory.current: 5\n"));
        assertEquals(AT + "host.overcommit_memory=0\n", cgroup("sysctl.txt", "vm.overcommit_memory = 0\n"));
        assertEquals(Sureness.NO, new CgroupFormat().recognise("12\n".getBytes(StandardCharsets.UTF_8), "x.txt"));
        assertEquals(
                1, Recorder.read(new CgroupFormat(), "x y\n", PLAIN).rejected.size());
    }

    /** What cat prints does not say of which file it is; the command does. */
    @Test
    void whatCatPrintsIsOfTheFilesThatItWasGiven() {
        Format format = new CgroupFormat();
        assertEquals(
                AT + "cgroup.limit=536870912 cgroup.current=497574784 cgroup.version='2'\n",
                Recorder.read(
                                format,
                                "$ cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current\n536870912\n497574784\n",
                                PLAIN)
                        .sampleLines());
        assertEquals(
                AT + "cgroup.current=7 cgroup.version='2'\n",
                Recorder.read(
                                format,
                                "root@a:/# cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current\n"
                                        + "cat: /sys/fs/cgroup/memory.max: No such file or directory\n7\n",
                                PLAIN)
                        .sampleLines());
        assertEquals(
                AT + "host.overcommit_memory=2 thp.enabled='always'\n",
                Recorder.read(
                                format,
                                "$ cat /proc/sys/vm/swappiness /proc/sys/vm/overcommit_memory\n60\n2\n"
                                        + "$ cat /sys/kernel/mm/transparent_hugepage/enabled\n[always] madvise never\n",
                                PLAIN)
                        .sampleLines());
        assertEquals(
                AT + "[kv-0] cgroup.limit=5 cgroup.version='2'\n" + AT + "[kv-1] cgroup.limit=9 cgroup.version='2'\n",
                Recorder.read(
                                format,
                                "$ kubectl exec -n db kv-0 -- cat /sys/fs/cgroup/memory.max\n5\n"
                                        + "$ kubectl exec -n db kv-1 -- cat /sys/fs/cgroup/memory.max\n9\n",
                                PLAIN)
                        .sampleLines());
    }

    private static String cgroup(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Format format = new CgroupFormat();
        assertTrue(format.recognise(bytes, name).beats(Sureness.SOME_LINES), name);
        Recorder seen = new Recorder();
        format.read(new Entry(name, OptionalLong.of(1_000_000L), new ByteArrayInputStream(bytes)), PLAIN, seen);
        return seen.sampleLines();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mem: 24105 3211 12000 10 8894 20500 | 25275924480~524288 | 21495808000~524288",
                "Mem: 24683520 3211 12000 10 8894 20500 | 25275924480 | 20992000",
                "Mem: 25275924480 3211 12000 10 8894 20500 | 25275924480 | 20500",
                "Mem: 23Gi 3.1Gi 11Gi 10Mi 8.7Gi 20Gi | 24696061952~536870912 | 21474836480~536870912"
            })
    void freeIsReadInEveryUnit(String row, String total, String available) {
        String text = "              total        used        free      shared  buff/cache   available\n" + row + "\n";
        String line = Recorder.recognised(new TableFormat(), text, Sureness.SOME_LINES, PLAIN)
                .sampleLines();
        assertTrue(line.contains("host.mem_total=" + total + " "), line);
        assertTrue(line.contains("host.mem_available=" + available + "\n"), line);
    }

    /** procps speaks fifty languages: the shape of the table is the same in all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "               razem       użyte       wolne    dzielone   buf/cache    dostępne|Pamięć:|Wymiana:",
                "              合計        使用        空き        共有  バッファ/キャッシュ   利用可能|Mem:|スワップ:",
                "               toplam      kullanılan  boş   paylaşılan tampon/önbellek kullanılabilir|Bellek:|Takas:",
                "\ttotal\tutilisé\tlibre\tpartagé\ttamp/cache\tdisponible|Mem:|Partition d'échange:"
            })
    void freeIsKnownByItsShapeInEveryLanguage(String words) {
        String[] word = words.split("\\|");
        String text = word[0] + "\n" + word[1] + " 24105000 3211000 12000000 10 8894000 20500000\n" + word[2]
                + " 2000000 500000 1500000\n";
        assertEquals(
                AT + "host.mem_total=24683520000 host.mem_free=12288000000 host.mem_available=20992000000"
                        + " host.swap_total=2048000000 host.swap_free=1536000000\n",
                Recorder.recognised(new TableFormat(), text, Sureness.SOME_LINES, PLAIN)
                        .sampleLines());
    }

    /** {@code free -lt}: low, high and total memory are no swap. */
    @Test
    void aRowOfFreeIsKnownWithoutItsHeadWhereItsUnitShows() {
        assertEquals(AT + "host.swap_total=0 host.swap_free=0\n", table("Swap:           0B         0B         0B\n"));
        assertTrue(table("Mem:   15.5G   9G   2G   1G   4G   5G\n").startsWith(AT + "host.mem_total=16642998272~"));
        assertEquals("", table("Swap:   2047   0   2047\n"), "of which unit?");
        assertEquals("", table("Swap:                  1 kB\n"));
    }

    private static String table(String text) {
        return Recorder.read(new TableFormat(), text, PLAIN).sampleLines();
    }

    @Test
    void rowsOfThreeThatAreNoSwapArePassedOver() {
        String text = """
                              total        used        free      shared  buff/cache   available
                Mem:       15998000     9000000     1000000      100000     5998000     6700000
                Low:       15998000     9000000     6998000
                High:             0           0           0
                Swap:       2047000      100000     1947000
                Total:     18045000     9100000     8945000
                """;
        String line = Recorder.read(new TableFormat(), text, PLAIN).sampleLines();
        assertTrue(line.contains(" host.swap_total=2096128000 host.swap_free=1993728000\n"), line);
    }

    @Test
    void processesAndContainersAreRead() {
        String text = """
                USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
                root           1  0.0  0.0   1000   500 ?        Ss   Nov13   0:01 init
                redis       4018  1.3 20.1 5242880 5033164 ?     Ssl  Nov13  29:24 redis-server *:6379
                  PID USER      PR  NI  VIRT  RES  SHR S %CPU %MEM    TIME+  COMMAND
                 4242 redis     20   0 95.3g  80g 1328 R 56.4 63.8  29424:59 redis-server
                CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT     MEM %     NET I/O       BLOCK I/O   PIDS
                63d0a2b0f1c5   cache     0.35%     57.4MiB / 256MiB      22.42%    1.2kB / 0B    0B / 0B     6
                NAMESPACE   NAME            CPU(cores)   MEMORY(bytes)
                prod        redis-0         3m           812Mi
                prod        web-0           3m           1Mi
                """;
        Format format = new TableFormat();
        assertEquals(
                AT + "[:6379] os.vm_rss=5153959936 os.vm_size=5368709120 process_id=4018\n"
                        + AT
                        + "os.vm_rss=85899345920~536870912 os.vm_size=1.023275958272E11~5.36870912E7 process_id=4242\n"
                        + AT + "[cache] cgroup.current=6.01882624E7~52428.8 cgroup.limit=268435456~524288 [ROUNDED]\n"
                        + AT + "[redis-0] cgroup.current=851443712~524288 [ROUNDED]\n",
                Recorder.recognised(format, text, Sureness.SOME_LINES, PLAIN).sampleLines());
        assertEquals(1, Recorder.read(format, "x\n", PLAIN).rejected.size());
    }

    @Test
    void aConfigurationGivesLimitsAndHidesSecrets() {
        String text = """
                # Redis configuration file example
                port 6380
                maxmemory 2gb
                maxmemory-policy allkeys-lru
                activedefrag yes
                active-defrag-ignore-bytes 100mb
                save 900 1
                save 300 10
                requirepass "hunter2"
                appendonly no
                """;
        Recorder seen = Recorder.recognised(new ConfigFormat(), text, Sureness.FILE_NAME, PLAIN);
        assertEquals(1, seen.samples.size());
        String line = seen.sampleLines();
        assertTrue(line.startsWith(AT + "[:6380] "), line);
        for (String part : List.of(
                "config.maxmemory=2147483648",
                "config.activedefrag=1",
                "config.active_defrag_ignore_bytes=104857600",
                "config.save='900 1 300 10'",
                "config.appendonly='no'",
                "config.source='test'",
                "config.maxmemory_policy='allkeys-lru'")) {
            assertTrue(line.contains(part), part + " in " + line);
        }
        assertTrue(seen.exhibits.get(0).rows().contains(List.of("requirepass", "(hidden)")));
    }

    @Test
    void configGetIsReadInBothLayouts() {
        Format format = new ConfigFormat();
        String piped = "active-defrag-cycle-min\n25\nactivedefrag\nno\nmaxmemory\n0\nmaxmemory-policy\nnoeviction\n";
        String terminal = " 1) \"active-defrag-cycle-min\"\n 2) \"25\"\n 3) \"activedefrag\"\n 4) \"no\"\n"
                + " 5) \"maxmemory\"\n 6) \"0\"\n 7) \"maxmemory-policy\"\n 8) \"noeviction\"\n";
        for (String text : List.of(piped, terminal)) {
            assertTrue(Recorder.sure(format, text).beats(Sureness.HEADLINE), text);
            String line = Recorder.read(format, text, PLAIN).sampleLines();
            assertTrue(line.contains("config.active_defrag_cycle_min=25") && line.contains("config.maxmemory=0"), line);
        }
        assertEquals(Sureness.NO, Recorder.sure(format, "maximum\n25\n"));
        assertEquals(1, Recorder.read(format, "", PLAIN).rejected.size());
    }

    @Test
    void theHeadOfAnRdbTellsItsWriter() throws IOException {
        byte[] rdb = rdb("REDIS0011");
        Format format = new RdbFormat();
        assertEquals(Sureness.MAGIC, format.recognise(rdb, "x"));
        assertEquals(
                "1714557600000000 STATED rdb.used_mem=13484048 arch_bits=64 redis_version='7.2.4'\n",
                Recorder.read(format, rdb, PLAIN).sampleLines());
        assertTrue(Recorder.read(format, rdb("VALKEY080"), PLAIN).sampleLines().contains("valkey_version='7.2.4'"));
        Recorder cut = Recorder.read(format, java.util.Arrays.copyOf(rdb, 30), PLAIN);
        assertEquals(
                "an RDB file that ends within its header", cut.rejected.get(0).found());
        assertEquals(
                1,
                Recorder.read(format, "REDIS0006\u00fe".getBytes(StandardCharsets.ISO_8859_1), PLAIN)
                        .rejected
                        .size());
    }

    /** redis-ver 7.2.4, redis-bits 64, ctime and used-mem as integers of four bytes, one long string. */
    private static byte[] rdb(String magic) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(magic.getBytes(StandardCharsets.US_ASCII));
        aux(out, "redis-ver", text("7.2.4"));
        aux(out, "redis-bits", new byte[] {(byte) 0xc0, 64});
        aux(out, "ctime", little(1_714_557_600));
        aux(out, "used-mem", little(13_484_048));
        byte[] longText = new byte[302];
        longText[0] = 0x41;
        longText[1] = 0x2c;
        aux(out, "lua", longText);
        out.write(0xfe);
        return out.toByteArray();
    }

    private static void aux(ByteArrayOutputStream out, String key, byte[] value) throws IOException {
        out.write(0xfa);
        out.write(text(key));
        out.write(value);
    }

    private static byte[] text(String text) {
        byte[] bytes = new byte[text.length() + 1];
        bytes[0] = (byte) text.length();
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, 1, text.length());
        return bytes;
    }

    private static byte[] little(int value) {
        return new byte[] {(byte) 0xc2, (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }
}
