package blackbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A capture that is full of secrets in every place where one can stand. */
public final class SecretCapture {

    /** Everything that the capture below names. Ports that every server has identify nobody. */
    public static final List<String> SECRETS = List.of(
            "zanzibar",
            "quokka",
            "wombat",
            "kraken",
            "pelican",
            "10.77.3.41",
            "10.77.3.42",
            "fd00:77::41",
            "47391",
            "0f1e2d3c4b5a69788796a5b4c3d2e1f001122334",
            "aabbccddeeff00112233445566778899aabbccdd",
            "/srv/zanzibar",
            "/opt/quokka-redis/bin",
            "mallory",
            "cart:wombat:4711",
            "session-pelican",
            "支付库");

    private static final String INFO = """
            # Server
            redis_version:7.0.15
            redis_mode:standalone
            os:Linux 6.1.0-28-amd64 x86_64
            run_id:%1$s
            tcp_port:47391
            executable:/opt/quokka-redis/bin/redis-server
            config_file:/srv/zanzibar/redis.conf
            uptime_in_seconds:%2$d
            # Clients
            connected_clients:12
            # Memory
            used_memory:%3$d
            used_memory_rss:%4$d
            used_memory_peak:6400000000
            used_memory_dataset:%3$d
            allocator_allocated:%3$d
            allocator_active:%5$d
            allocator_resident:%4$d
            maxmemory:0
            mem_fragmentation_ratio:3.1
            mem_allocator:jemalloc-5.2.1
            zanzibar_secret_field:1
            # Replication
            role:slave
            master_host:kraken-03.zanzibar.example
            master_port:47391
            master_link_status:up
            master_replid:%6$s
            slave0:ip=fd00:77::41,port=47391,state=online,offset=1,lag=0
            # Keyspace
            db0:keys=100,expires=0,avg_ttl=0
            """;

    private static final String LOG = """
            17532:M 22 Nov 2026 08:35:00.000 * Server initialized
            17532:S 22 Nov 2026 08:35:01.000 * Connecting to MASTER kraken-03.zanzibar.example:47391
            17532:M 22 Nov 2026 08:36:00.000 # Client id=7 addr=10.77.3.42:50122 fd=9 name=session-pelican user=mallory cmd=monitor scheduled to be closed ASAP for overcoming of output buffer limits.
            17532:M 22 Nov 2026 08:37:00.000 # Failed opening the RDB file /srv/zanzibar/dump.rdb (in server root dir /srv/zanzibar) for saving: No space left on device
            17532:M 22 Nov 2026 08:38:00.000 # quokka says hello to wombat
            """;

    private static final String CLIENTS = """
            id=7 addr=10.77.3.42:50122 laddr=10.77.3.41:47391 fd=9 name=session-pelican age=10 idle=0 flags=O db=0 sub=0 psub=0 multi=-1 qbuf=0 qbuf-free=0 obl=0 oll=900 omem=900000000 tot-mem=900100000 events=rw cmd=monitor user=mallory
            """;

    private SecretCapture() {}

    /** Its files by name. */
    public static SortedMap<String, byte[]> files() {
        StringBuilder info = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            info.append("zanzibar-cache-7 10.77.3.41:47391> INFO\n# 2026-11-22T08:%02d:00Z\n".formatted(35 + i / 4));
            info.append(INFO.formatted(
                    SECRETS.get(9),
                    600 + 15 * i,
                    900_000_000L + 100_000L * i,
                    4_000_000_000L + 40_000_000L * i,
                    2_900_000_000L + 40_000_000L * i,
                    SECRETS.get(10)));
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("kraken-info.txt", utf8(info.toString()));
        files.put("redis-wombat.log", utf8(LOG));
        files.put("clients.txt", utf8(CLIENTS));
        files.put("支付库.info", utf8(INFO.formatted("x", 1, 2_000_000L, 9_000_000L, 3_000_000L, "y")));
        files.put("pelican.bin", utf8("no capture at all: wombat\u0000\u0001"));
        files.put("broken-quokka.gz", "\u001f\u008bquokka".getBytes(StandardCharsets.ISO_8859_1));
        return files;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
