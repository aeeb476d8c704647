package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.text.Decimals;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** MEMORY STATS in every layout of redis-cli, at one or several moments. */
public final class MemoryStatsFormat implements Format {

    private static final Passage PASSAGE =
            new Passage((line, next) -> opens(line), MemoryStatsFormat::isStats, line -> false, Passage.Lines.SURE);

    /** The keys that INFO prints under another name. */
    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("peak.allocated", Field.USED_MEMORY_PEAK),
            Map.entry("total.allocated", Field.USED_MEMORY),
            Map.entry("startup.allocated", Field.USED_MEMORY_STARTUP),
            Map.entry("replication.backlog", Field.MEM_REPLICATION_BACKLOG),
            Map.entry("replica.fullsync.buffer", Field.MEM_REPLICA_FULL_SYNC_BUFFER),
            Map.entry("clients.slaves", Field.MEM_CLIENTS_SLAVES),
            Map.entry("clients.normal", Field.MEM_CLIENTS_NORMAL),
            Map.entry("cluster.links", Field.MEM_CLUSTER_LINKS),
            Map.entry("cluster.slot.import", Field.MEM_CLUSTER_SLOT_IMPORT),
            Map.entry("cluster.slot.export", Field.MEM_CLUSTER_SLOT_EXPORT),
            Map.entry("aof.buffer", Field.MEM_AOF_BUFFER),
            Map.entry("functions.caches", Field.USED_MEMORY_FUNCTIONS),
            Map.entry("script.VMs", Field.USED_MEMORY_VM_TOTAL),
            Map.entry("overhead.db.hashtable.rehashing", Field.MEM_OVERHEAD_DB_HASHTABLE_REHASHING),
            Map.entry("overhead.total", Field.USED_MEMORY_OVERHEAD),
            Map.entry("keys.count", Field.KEYSPACE_KEYS),
            Map.entry("dataset.bytes", Field.USED_MEMORY_DATASET),
            Map.entry("dataset.percentage", Field.USED_MEMORY_DATASET_PERC),
            Map.entry("peak.percentage", Field.USED_MEMORY_PEAK_PERC),
            Map.entry("allocator.allocated", Field.ALLOCATOR_ALLOCATED),
            Map.entry("allocator.active", Field.ALLOCATOR_ACTIVE),
            Map.entry("allocator.resident", Field.ALLOCATOR_RESIDENT),
            Map.entry("allocator.muzzy", Field.ALLOCATOR_MUZZY),
            Map.entry("allocator-fragmentation.ratio", Field.ALLOCATOR_FRAG_RATIO),
            Map.entry("allocator-fragmentation.bytes", Field.ALLOCATOR_FRAG_BYTES),
            Map.entry("allocator-rss.ratio", Field.ALLOCATOR_RSS_RATIO),
            Map.entry("allocator-rss.bytes", Field.ALLOCATOR_RSS_BYTES),
            Map.entry("rss-overhead.ratio", Field.RSS_OVERHEAD_RATIO),
            Map.entry("rss-overhead.bytes", Field.RSS_OVERHEAD_BYTES),
            Map.entry("fragmentation", Field.MEM_FRAGMENTATION_RATIO),
            Map.entry("fragmentation.bytes", Field.MEM_FRAGMENTATION_BYTES));

    private static final Set<String> KNOWN = Set.of(
            "keys.bytes-per-key",
            "overhead.db.hashtable.lut",
            "db.dict.rehashing.count",
            "overhead.hashtable.slot-to-keys");

    /** The keys as node-redis and other clients spell them: {@code allocatorFragmentationBytes}. */
    private static final Map<String, String> CAMEL = camel();

    private static Map<String, String> camel() {
        Map<String, String> keys = new HashMap<>();
        Stream.of(FIELDS.keySet(), KNOWN, Set.of("lua.caches", "overhead.hashtable.main", "overhead.hashtable.expires"))
                .flatMap(Set::stream)
                .filter(key -> key.indexOf('.') > 0)
                .forEach(key -> keys.put(camel(key), key));
        keys.put("clientsReplicas", "clients.slaves");
        return Map.copyOf(keys);
    }

    private static String camel(String key) {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("[.-]")) {
            name.append(name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    private static String key(String token) {
        return CAMEL.getOrDefault(token, token);
    }

    @Override
    public String name() {
        return "memory-stats";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean camel = head.has("totalAllocated") && head.has("startupAllocated");
        boolean keys = camel
                || head.has("total.allocated")
                || head.has("dataset.bytes")
                || head.has("\"fragmentation.bytes\"");
        return keys ? Sureness.OWN_WORDS : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.ARE_VALUES, MemoryStatsFormat::read);
    }

    private static boolean opens(String line) {
        List<String> tokens = StatsTokens.of(line);
        String first = tokens.isEmpty() ? "" : key(tokens.get(0));
        return first.indexOf('.') > 0 && FIELDS.containsKey(first) && isStats(line);
    }

    /** Whether there is nothing in the line but keys and numbers. */
    private static boolean isStats(String line) {
        List<String> tokens = StatsTokens.of(line);
        return !tokens.isEmpty()
                && tokens.stream()
                        .allMatch(token -> token.indexOf('.') > 0
                                || CAMEL.containsKey(token)
                                || token.equals("fragmentation")
                                || token.endsWith("nan")
                                || token.endsWith("inf")
                                || token.chars()
                                        .allMatch(c -> Text.isDigit((char) c) || c == '-' || Unread.isSign((char) c)));
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        Reading reading = new Reading(sink);
        while (moments.next()) {
            if (moments.fresh()) {
                reading.flush();
            }
            List<String> tokens = StatsTokens.of(moments.line());
            for (int i = 0; i < tokens.size(); i++) {
                boolean cut = i == tokens.size() - 1 && isCut(tokens.get(i), moments);
                if (cut) {
                    moments.rejectCut(tokens.get(i));
                } else {
                    reading.token(tokens.get(i), moments);
                }
            }
        }
        if (!reading.flush() && reading.given == 0) {
            moments.reject(Phrase.of("input.found.no_key"), Phrase.of("input.expected.memory_stats"));
        }
    }

    private static boolean isCut(String token, Moments moments) {
        boolean last = !moments.whole() && moments.line().endsWith(token);
        return last && !token.equals("0") && Text.isDigit(token.charAt(token.length() - 1));
    }

    /** The sample that is being read. */
    private static final class Reading {

        private final Sink sink;
        private final Set<String> unknown = new HashSet<>();
        private SampleBuilder builder = new SampleBuilder();
        private Origin origin = new Origin("", 0, -1, java.util.Optional.empty());
        private Stamp stamp = Stamp.NONE;
        private String key = "";
        private double main;
        private double expires;
        private double luaCaches = Double.NaN;
        private double peak = Double.NaN;
        private int databases;
        private int given;

        Reading(Sink sink) {
            this.sink = sink;
        }

        void token(String written, Moments moments) {
            String token = key(written);
            double value = value(token);
            if (Double.isNaN(value)) {
                if (FIELDS.containsKey(key) && !Unread.isNoValue(token)) {
                    moments.refuse(isKey(token) ? key : token);
                }
                key = token;
                if (token.startsWith("db.") && token.length() > 3 && Text.isDigit(token.charAt(3))) {
                    databases++;
                }
                return;
            }
            if (!key.isEmpty()) {
                pair(key, value, moments);
                key = "";
            }
        }

        private static boolean isKey(String token) {
            return FIELDS.containsKey(token) || KNOWN.contains(token) || token.startsWith("db.");
        }

        private void pair(String name, double value, Moments moments) {
            Field field = FIELDS.get(name);
            if (field != null) {
                if (builder.has(field)) {
                    flush();
                }
                if (builder.isEmpty()) {
                    peak = Double.NaN;
                    origin = moments.origin();
                    stamp = moments.stamp();
                }
                peak = field == Field.USED_MEMORY_PEAK ? value : peak;
                builder.set(field, value);
                if (field == Field.USED_MEMORY && value > peak) {
                    builder.set(Field.USED_MEMORY_PEAK, value); // INFO raises the peak first, MEMORY STATS does not
                }
            } else if (name.equals("overhead.hashtable.main")) {
                main += value;
            } else if (name.equals("overhead.hashtable.expires")) {
                expires += value;
            } else if (name.equals("lua.caches")) {
                luaCaches = value;
            } else if (!KNOWN.contains(name) && name.indexOf('.') > 0 && unknown.add(name)) {
                sink.unknownField(moments.origin(), name);
            }
        }

        /** Gives the sample; false when nothing was read. */
        boolean flush() {
            boolean any = !builder.isEmpty();
            if (any) {
                if (databases > 0) {
                    builder.set(Field.MEMORY_STATS_HASHTABLE_MAIN, main);
                    builder.set(Field.MEMORY_STATS_HASHTABLE_EXPIRES, expires);
                    builder.set(Field.KEYSPACE_DATABASES, databases);
                }
                // from 7.0 on the key counts EVAL scripts only and functions have their own
                boolean seven = builder.has(Field.USED_MEMORY_FUNCTIONS);
                builder.set(seven ? Field.USED_MEMORY_SCRIPTS_EVAL : Field.USED_MEMORY_SCRIPTS, luaCaches);
                sink.sample(builder.build(origin, stamp));
                given++;
            }
            builder = new SampleBuilder();
            main = 0;
            expires = 0;
            databases = 0;
            luaCaches = Double.NaN;
            return any;
        }

        /** The number, NaN for a name; {@code nan} and {@code inf} are names, and names without use. */
        private static double value(String token) {
            char first = token.charAt(0);
            boolean digit = first >= '0' && first <= '9';
            if (!digit && first != '-' && first != '+') {
                return Double.NaN;
            }
            return Decimals.parse(token);
        }
    }
}
