package io.fragmortem.report.redact;

import io.fragmortem.diagnosis.alert.Alert;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Total;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words that tell nothing of anybody: those of this program's own sentences, and those that every server has. */
final class Vocabulary {

    /** Commands, settings and their values that servers print; sentences name the others. */
    private static final String OF_SERVERS = """
            append auth bgrewriteaof bgsave bitcount blpop brpop client cluster command config copy dbsize debug decr del discard
            eval evalsha exec exists expire expireat fcall flushall flushdb function geoadd get getdel getrange getset hdel hello
            hexists hget hgetall hincrby hkeys hlen hmget hmset hscan hset hvals incr incrby incrbyfloat info keys lastsave
            latency lindex linsert list llen load lpop lpush lrange lrem lset ltrim memory mget migrate module monitor move mset
            multi object persist pexpire pfadd ping psetex psubscribe psync pttl publish pubsub quit randomkey readonly rename
            replicaof reset resetstat restore role rpop rpush sadd save scan scard script sdiff select set setex setnx setrange
            shutdown sinter slaveof slowlog sort spop srandmember srem sscan strlen subscribe sunion swapdb sync time touch ttl
            type unlink unsubscribe unwatch wait watch xack xadd xdel xgroup xinfo xlen xrange xread xreadgroup xtrim zadd zcard
            zcount zincrby zrange zrank zrem zscan zscore
            redis valkey keydb dragonfly kvrocks garnet sentinel cli server benchmark jemalloc libc tcmalloc mimalloc
            noeviction allkeys volatile lru lfu random ttl standalone cluster master slave replica primary connected up down ok
            yes no always everysec never madvise on off err error failed linux windows darwin x86 64 amd64 arm64 aarch64 epoll
            kqueue select atomicvar gcc posix clock monotonic localhost default null none unknown true false
            starting ready accept connections accepted synchronization partial full resync requested saving saved success
            terminated transfer transferring streamed finished finishing loading loaded loader background writing written
            receiving received discarding cached scheduling exiting bye removing pid file commit modified started initialized
            signal sigterm sigint sigkill handler crash report asap closed scheduled overcoming output buffer limits reply
            failed opening pidof narenas student mean variance family increments inflated models produced rewriting rewrite
            copied copy peak average current cow child changes seconds accepting lost connection connecting state aborted
            normal pubsub rdb aof lua vm activedefrag maxmemory policy appendonly lazyfree hz utc gmt
            awk cat grep head sort rn m print anonymous rss vmswap smaps rollup cgroup status
            oomkilled kubernetes kubectl docker pod container containers restarts restart count
            """;

    /**
     * Our commands and options, in the command that a result tells. The sentences of the command line are not learnt: none is
     * in a report, and where it does not exist, in a browser, the same words shall be hidden.
     */
    private static final String OF_OUR_COMMANDS = """
            analyze diagnose compare export baseline config engine fail format help input instance column from interval keep human
            labels lang map progress note notes output quiet redact key reports results resume since split templates threads time
            timezone until year o h
            """;

    /** What INFO is asked for. */
    private static final Set<String> SECTIONS = Set.of(
            "all",
            "clients",
            "cluster",
            "commandstats",
            "cpu",
            "default",
            "errorstats",
            "everything",
            "keyspace",
            "latencystats",
            "memory",
            "modules",
            "persistence",
            "replication",
            "server",
            "stats");

    private final Set<String> words = new HashSet<>();

    private Vocabulary() {}

    /** The words of these languages and of all servers. */
    static Vocabulary of(List<String> languages) {
        Vocabulary vocabulary = new Vocabulary();
        languages.forEach(language -> Wording.ofReports(language).forEach((key, message) -> {
            vocabulary.learn(key);
            vocabulary.learn(message);
        }));
        vocabulary.learn(OF_SERVERS);
        vocabulary.learn(OF_OUR_COMMANDS);
        for (Field field : Field.values()) {
            vocabulary.learn(field.infoName());
        }
        for (Fact fact : Fact.values()) {
            vocabulary.learn(fact.infoName());
        }
        for (Cause cause : Cause.values()) {
            vocabulary.learn(Alert.nameOf(cause.id()));
        }
        for (Component component : Component.values()) {
            vocabulary.learn(component.jsonName());
        }
        for (Total total : Total.values()) {
            vocabulary.learn(total.jsonName());
        }
        return vocabulary;
    }

    /** Whether a word is what INFO is asked for, also where an instance is called so: {@code redis-cli INFO replication}. */
    static boolean isSection(String before, String word) {
        return before.equals("INFO") && SECTIONS.contains(word);
    }

    private void learn(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !Character.isLetter(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = i + 1;
            }
        }
    }

    /**
     * Whether a word is made of these words alone, with numbers only where no host has them: {@code db0}, {@code x86_64},
     * {@code jemalloc-5.3.0}, never {@code cache-1}.
     */
    boolean knows(String word) {
        int start = 0;
        boolean letters = false;
        for (int i = 0; i <= word.length(); i++) {
            boolean inside = i < word.length() && Character.isLetter(word.charAt(i));
            if (!inside) {
                if (i > start && !words.contains(word.substring(start, i).toLowerCase(Locale.ROOT))) {
                    return false;
                }
                letters |= i > start;
                start = i + 1;
            }
        }
        return !letters || isNumberedAsUsual(word);
    }

    private static boolean isNumberedAsUsual(String word) {
        boolean numbered = word.chars().anyMatch(c -> c >= '0' && c <= '9');
        return !numbered
                || word.matches("(?:[A-Za-z_ ]+-)?[vV]?[0-9]+(?:\\.[0-9]+)+|db[0-9]{1,4}|x86_64|(?:amd|arm|aarch)64");
    }
}
