package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * redis.conf, and CONFIG GET in redis-cli's layouts: {@code name value} on one line, or on two lines, or numbered and
 * quoted.
 */
public final class ConfigFormat implements Format {

    /** Names that only the configuration of such a server has. */
    private static final Set<String> TELLING = Set.of(
            "maxmemory",
            "maxmemory-policy",
            "maxmemory-samples",
            "appendonly",
            "activedefrag",
            "dbfilename",
            "active-defrag-threshold-lower",
            "active-defrag-ignore-bytes",
            "repl-backlog-size",
            "jemalloc-bg-thread",
            "client-output-buffer-limit",
            "hash-max-ziplist-entries",
            "stop-writes-on-bgsave-error",
            "tcp-backlog",
            "appendfsync",
            "rdbcompression",
            "slaveof",
            "replicaof",
            "daemonize",
            "loglevel",
            "logfile");

    @Override
    public String name() {
        return "config";
    }

    @Override
    public int recognise(byte[] bytes, String name) {
        List<String> lines = Head.of(bytes).lines(3000);
        Set<String> seen = new HashSet<>();
        int settings = 0;
        for (String line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            settings++;
            List<String> words = ConfigText.words(line);
            if (!words.isEmpty() && TELLING.contains(words.get(0).toLowerCase(Locale.ROOT))) {
                seen.add(words.get(0));
            }
        }
        if (seen.size() >= 3 && seen.size() * 20 >= settings) {
            return 86;
        }
        return !seen.isEmpty() && settings <= 2 * seen.size() + 1 ? 75 : 0;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        try (Moments moments = new Moments(entry, options, sink, Moments.Numbers.ARE_VALUES)) {
            read(moments, moments.sink(), entry);
        }
    }

    private static void read(Moments moments, Sink sink, Entry entry) throws IOException {
        Settings settings = new Settings();
        String pending = "";
        while (moments.next()) {
            String line = moments.line().strip();
            if (line.startsWith("#")) {
                continue;
            }
            List<String> words = ConfigText.words(line);
            if (!pending.isEmpty()) {
                settings.put(pending, String.join(" ", words), moments);
                pending = "";
            } else if (words.size() == 1 && Settings.isName(words.get(0))) {
                pending = words.get(0);
            } else if (words.size() > 1) {
                settings.put(words.get(0), String.join(" ", words.subList(1, words.size())), moments);
            }
        }
        if (!settings.give(sink, entry, moments.stamp())) {
            moments.reject(Phrase.of("input.found.no_directive"), Phrase.of("input.expected.config"));
        }
    }
}
