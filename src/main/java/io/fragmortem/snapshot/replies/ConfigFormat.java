package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * redis.conf, and CONFIG GET in redis-cli's layouts: {@code name value} on one line, or on two lines, or numbered and
 * quoted.
 */
public final class ConfigFormat implements Format {

    private static final Passage PASSAGE =
            new Passage(ConfigFormat::opens, ConfigFormat::goesOn, line -> false, Passage.Lines.ANY);

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

    /** Directives without a dash in their name, which a word of prose might also be. */
    private static final Set<String> PLAIN = Set.of(
            "save",
            "port",
            "bind",
            "dir",
            "timeout",
            "databases",
            "daemonize",
            "loglevel",
            "logfile",
            "appendonly",
            "hz",
            "maxclients",
            "maxmemory",
            "include",
            "requirepass",
            "masterauth",
            "pidfile",
            "supervised",
            "activedefrag",
            "rdbcompression",
            "rdbchecksum",
            "dbfilename",
            "slaveof",
            "replicaof",
            "activerehashing",
            "appendfsync",
            "unixsocket");

    private static final Pattern VALUE = Pattern.compile(
            "(?i)-?\\d+([kmg]b?|b|%)?|yes|no|noeviction|(allkeys|volatile)-\\w+"
                    + "|always|everysec|notice|debug|verbose|warning|normal|replica|slave|pubsub|\"\"|/\\S*|\\S+\\.(rdb|aof|log)");
    private static final Pattern NUMBERED = Pattern.compile("^\\s*\\d+[)#] \"");

    /** A directive that tells, with a value such as it has: {@code maxmemory 8gb}, or the two lines of CONFIG GET. */
    private static boolean opens(String line, String next) {
        List<String> words = ConfigText.words(line);
        if (words.isEmpty() || !(TELLING.contains(words.get(0)) || Settings.isWanted(words.get(0)))) {
            return false;
        }
        List<String> value = words.size() > 1 ? words.subList(1, words.size()) : ConfigText.words(next);
        boolean alone = words.size() > 1 || NUMBERED.matcher(line).find() || value.size() == 1;
        return alone && !value.isEmpty() && VALUE.matcher(value.get(0)).matches() && value.size() < 13;
    }

    private static boolean goesOn(String line) {
        if (line.isBlank() || line.startsWith("#") || NUMBERED.matcher(line).find()) {
            return true;
        }
        List<String> words = ConfigText.words(line);
        boolean value = words.size() == 1 && VALUE.matcher(words.get(0)).matches();
        return value || (!words.isEmpty() && isDirective(words.get(0)) && words.size() < 13);
    }

    private static boolean isDirective(String word) {
        return PLAIN.contains(word) || (word.indexOf('-') > 0 && Settings.isName(word));
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
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
            return Sureness.SETTINGS;
        }
        return !seen.isEmpty() && settings <= 2 * seen.size() + 1 ? Sureness.FEW_SETTINGS : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.ARE_VALUES, (moments, to) -> read(moments, to, entry));
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
