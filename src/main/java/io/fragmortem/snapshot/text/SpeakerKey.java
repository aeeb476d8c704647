package io.fragmortem.snapshot.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of columns, labels and keys that say whose the figures beside them are: {@code instance}, {@code pod_name},
 * {@code CacheClusterId}, {@code 实例}. Where there are several, the one nearest to the server names it: a machine has many servers, a service
 * many machines.
 */
public final class SpeakerKey {

    /** The rank of a name that names no server. */
    public static final int NONE = Integer.MAX_VALUE;

    private static final int INSTANCE = 1;
    private static final int POD = 2;
    private static final int CONTAINER = 3;
    private static final int SERVER = 4;
    private static final int MACHINE = 5;
    private static final int SOURCE = 6;
    private static final int GROUP = 7;
    private static final int NAME = 8;

    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("instance", INSTANCE),
            Map.entry("instanz", INSTANCE),
            Map.entry("addr", INSTANCE),
            Map.entry("address", INSTANCE),
            Map.entry("endpoint", INSTANCE),
            Map.entry("pod", POD),
            Map.entry("server", SERVER),
            Map.entry("resource", SERVER),
            Map.entry("entity", SERVER),
            Map.entry("shard", SERVER),
            Map.entry("host", MACHINE),
            Map.entry("hostname", MACHINE),
            Map.entry("node", MACHINE),
            Map.entry("machine", MACHINE),
            Map.entry("vm", MACHINE),
            Map.entry("computer", MACHINE),
            Map.entry("minion", MACHINE),
            Map.entry("ip", MACHINE),
            Map.entry("container", CONTAINER),
            Map.entry("target", SOURCE),
            Map.entry("logstream", SOURCE),
            Map.entry("source", SOURCE),
            Map.entry("service", GROUP),
            Map.entry("cluster", GROUP),
            Map.entry("tags", GROUP));

    /** What stands before or behind such a word and says no more. */
    private static final Set<String> BESIDE = Set.of(
            "name",
            "id",
            "identifier",
            "redis",
            "valkey",
            "cache",
            "db",
            "k8s",
            "kubernetes",
            "aws",
            "exported", // what Prometheus makes of a label that a target tells itself
            "", // _HOSTNAME of the journal
            "inventory",
            "ansible");

    /** Written in one word, of more than one, or in another language. */
    private static final Map<String, Integer> WHOLE = Map.ofEntries(
            Map.entry("instanceid", INSTANCE),
            Map.entry("redis_name", INSTANCE),
            Map.entry("cache_name", INSTANCE),
            Map.entry("cachename", INSTANCE),
            Map.entry("cacheclusterid", INSTANCE),
            Map.entry("cache_cluster_id", INSTANCE),
            Map.entry("dbinstanceidentifier", INSTANCE),
            Map.entry("_machine_id", NAME), // of the journal, whose _HOSTNAME people know
            Map.entry("cloud_roleinstance", INSTANCE), // of Application Insights
            Map.entry("cloud_rolename", GROUP),
            Map.entry("net.peer.name", MACHINE), // of OpenTelemetry
            Map.entry("_sourcehost", MACHINE), // of Sumo Logic
            Map.entry("_sourcename", SOURCE),
            Map.entry("@logstream", SOURCE),
            Map.entry("@log", GROUP),
            Map.entry("logstreamname", SOURCE),
            Map.entry("log_stream_name", SOURCE),
            Map.entry("log_stream", SOURCE),
            Map.entry("nodename", MACHINE),
            Map.entry("podname", POD),
            Map.entry("servername", SERVER),
            Map.entry("resourceid", SERVER),
            Map.entry("shardid", SERVER),
            Map.entry("entityname", SERVER),
            Map.entry("实例", INSTANCE),
            Map.entry("实例id", INSTANCE),
            Map.entry("实例名称", INSTANCE),
            Map.entry("实例名", INSTANCE),
            Map.entry("实例id/名称", INSTANCE),
            Map.entry("节点", MACHINE),
            Map.entry("节点id", MACHINE),
            Map.entry("节点名称", MACHINE),
            Map.entry("主机", MACHINE),
            Map.entry("主机名", MACHINE));

    private static final Pattern BETWEEN = Pattern.compile("[ @_.-]");

    private SpeakerKey() {}

    /** How near to a server what it names is, the smaller the nearer; {@link #NONE} where it names none. */
    public static int rank(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        Integer whole = WHOLE.get(lower);
        if (whole != null) {
            return whole;
        }
        if (lower.isEmpty()) {
            return NONE;
        }
        int rank = NONE;
        for (String word : BETWEEN.split(apart(name.strip()), -1)) {
            Integer own = WORDS.get(word);
            if (own == null && !BESIDE.contains(word)) {
                return NONE;
            }
            rank = own == null ? rank : Math.min(rank, own);
        }
        return rank;
    }

    /** {@code CacheNodeId} as {@code cache node id}. */
    private static String apart(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
            words.append(begins ? " " : "").append(Character.toLowerCase(c));
        }
        return words.toString();
    }

    /** The same of a key of an object, whose own {@code name} may be a server's where nothing else names one. */
    private static int rankOfKey(String key) {
        int rank = rank(key);
        return rank == NONE && key.equalsIgnoreCase("name") ? NAME : rank;
    }

    /** The same where the user may have said which key it is: then that one is nearest, and no other is any. */
    public static int rankOfKey(String key, Optional<String> wanted) {
        return wanted.map(name -> key.equalsIgnoreCase(name) ? 0 : NONE).orElseGet(() -> rankOfKey(key));
    }

    public static boolean isOne(String name) {
        return rank(name) != NONE;
    }

    /** Index of the name that is nearest to a server, the first one of several; -1 where none names any. */
    public static int nearest(List<String> names) {
        int best = -1;
        int least = NONE;
        for (int i = 0; i < names.size(); i++) {
            int rank = rank(names.get(i));
            if (rank < least) {
                least = rank;
                best = i;
            }
        }
        return best;
    }

    /** Whether it names a machine or a server of it, which a port tells from its neighbours. */
    public static boolean wantsPort(String name) {
        int rank = rank(name);
        return rank == SERVER || rank == MACHINE;
    }
}
