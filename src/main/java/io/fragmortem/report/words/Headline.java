package io.fragmortem.report.words;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who, which server and which window: the line above every verdict. */
public final class Headline {

    private static final int LONGEST_NAME = 120;

    private Headline() {}

    /** For example {@code 10.1.36.33:6379 · primary · Redis 7.0.15 · jemalloc 5.3.0 · 600 samples, ...}. */
    public static List<String> parts(InstanceResult result, Wording wording) {
        List<String> parts = new ArrayList<>();
        parts.add(name(result));
        parts.addAll(server(result.server(), wording));
        parts.add(window(result, wording));
        return parts;
    }

    /** The instance's name, safe to show. */
    public static String name(InstanceResult result) {
        return name(result.name());
    }

    /** The same for a name alone. */
    public static String name(String instance) {
        return Untrusted.cut(instance, LONGEST_NAME);
    }

    /** Role, product with version, allocator: as far as the input tells. */
    static List<String> server(ServerInfo server, Wording wording) {
        List<String> parts = new ArrayList<>();
        server.role().ifPresent(role -> parts.add(wording.text("role." + role.info())));
        parts.add(product(server, wording));
        server.allocator().filter(name -> !name.isBlank()).ifPresent(name -> parts.add(allocator(name)));
        return parts;
    }

    /** For example {@code Redis 7.0.15}, or {@code Redis 5.0 to 6.2} where only the fields give a version away. */
    static String product(ServerInfo server, Wording wording) {
        String product = server.product() == ServerInfo.Product.UNKNOWN
                ? wording.text("server.unknown")
                : server.product().display();
        return server.version()
                .map(version -> Untrusted.cut(version, 40))
                .or(() -> server.versionRange().map(wording::plain))
                .map(version -> product + " " + version)
                .orElse(product);
    }

    /** {@code jemalloc-5.1.0} reads better as {@code jemalloc 5.1.0}. */
    private static String allocator(String name) {
        int dash = name.indexOf('-');
        boolean version = dash > 0 && dash + 1 < name.length() && Character.isDigit(name.charAt(dash + 1));
        String shown = version ? name.substring(0, dash) + " " + name.substring(dash + 1) : name;
        return Untrusted.cut(shown, 40);
    }

    /** How many samples, and when. */
    static String window(InstanceResult result, Wording wording) {
        int samples = result.samples();
        if (samples == 0) {
            return result.fromMicros().isEmpty() ? wording.text("head.none") : eventsOnly(result, wording);
        }
        if (result.fromMicros().isEmpty()) {
            return wording.text("head.untimed", Phrase.count(samples));
        }
        long from = result.fromMicros().getAsLong();
        long to = result.toMicros().orElse(from);
        if (from == to) {
            boolean fileTime = result.quality().timeSources().keySet().equals(Set.of(TimeSource.FILE_MODIFIED));
            return wording.text(
                    fileTime ? "head.file" : "head.moment",
                    Phrase.count(samples),
                    Phrase.name(wording.moment(from)),
                    Phrase.name(wording.zoneName()));
        }
        return wording.text("head.window", Phrase.count(samples), Phrase.name(wording.window(from, to)));
    }

    /** Logs tell a time and no dump. */
    private static String eventsOnly(InstanceResult result, Wording wording) {
        long from = result.fromMicros().orElse(0);
        long to = result.toMicros().orElse(from);
        String when = from == to ? wording.moment(from) + " " + wording.zoneName() : wording.window(from, to);
        return wording.text("head.none.window", Phrase.name(when));
    }
}
