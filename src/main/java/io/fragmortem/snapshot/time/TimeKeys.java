package io.fragmortem.snapshot.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The names by which records, tables and objects say when they were taken. */
public final class TimeKeys {

    private static final Set<String> KEYS = Set.of(
            "time",
            "timestamp",
            "@timestamp",
            "@t", // Serilog's compact form
            "_time",
            "ts",
            "date",
            "datetime",
            "date_time",
            "epoch",
            "clock",
            "unixtime",
            "unix_time",
            "__realtime_timestamp",
            "captured_at",
            "collected",
            "collected_at",
            "collectedat",
            "capturedat",
            "generated_at",
            "generatedat",
            "scraped_at",
            "recorded_at",
            "created_at",
            "sampled_at",
            "taken_at",
            "capture_time",
            "collect_time",
            // the interval of Redis Enterprise's statistics
            "stime",
            "etime",
            "\u65f6\u95f4",
            "\u6642\u9593",
            "\u65e5\u671f");

    /** What a name for a moment ends in: {@code log_time}, {@code fetched-at}. */
    private static final Set<String> ENDINGS = Set.of("time", "timestamp", "date", "datetime", "ts", "epoch", "at");

    /** The same in a name of nothing but such words and those below; alone some may end the name of a host. */
    private static final Set<String> TIMES = Set.of(
            "on",
            "now",
            "clock",
            "moment",
            "stamp",
            "datum",
            "zeit",
            "uhrzeit",
            "zeitpunkt",
            "zeitstempel",
            "heure",
            "horodatage",
            "fecha",
            "hora",
            "momento",
            "tijd",
            "czas",
            "tarih",
            "saat",
            "tidpunkt",
            "tidspunkt",
            "дата",
            "время",
            "时间",
            "時間",
            "日時");

    /** What may stand in such a name where it is that of the capture: not when a server started, saved or was built. */
    private static final Set<String> OF_A_CAPTURE = Set.of(
            "capture",
            "captured",
            "collect",
            "collected",
            "collection",
            "collector",
            "sample",
            "sampled",
            "snapshot",
            "scrape",
            "scraped",
            "dump",
            "dumped",
            "fetch",
            "fetched",
            "poll",
            "polled",
            "probe",
            "record",
            "recorded",
            "log",
            "logged",
            "query",
            "read",
            "run",
            "taken",
            "host",
            "node",
            "local",
            "utc",
            "gmt",
            "unix",
            "iso",
            "wall",
            "info",
            "redis",
            "valkey",
            "ms",
            "s",
            "sec",
            "seconds",
            "millis",
            "iso8601",
            "rfc3339",
            "current",
            "export",
            "exported",
            "generated",
            "measured",
            "measurement",
            "dumping",
            "round",
            "loop",
            "iteration",
            "aufnahme",
            "erfassung",
            "messung",
            "abfrage",
            "abzug",
            "captura",
            "muestra",
            "lectura",
            "actual",
            "mesure",
            "relevé",
            "releve",
            "prise",
            "locale",
            "lokal",
            "cattura",
            "coleta",
            "atual",
            "снимка",
            "замера",
            "сбора");

    /** Of these, what a server might say of its own clock. */
    private static final Set<String> OF_A_CLOCK = Set.of(
            "info", "redis", "valkey", "ms", "s", "sec", "seconds", "millis", "iso8601", "rfc3339", "current", "host",
            "node", "local", "utc", "gmt", "unix", "iso", "wall", "log", "query", "read", "run", "actual", "atual",
            "lokal", "locale");

    /** What tells that a capture is over. */
    private static final Set<String> ENDS = Set.of(
            "end",
            "ended",
            "finish",
            "finished",
            "done",
            "complete",
            "completed",
            "stop",
            "stopped",
            "ende",
            "beendet",
            "fin",
            "final");

    private TimeKeys() {}

    /** Whether a key, in lower case, names the time of what stands beside it. */
    public static boolean isKey(String key) {
        return KEYS.contains(key);
    }

    /** Whether a name of several words, in lower case, says when what stands below it was taken: {@code log_time}, {@code time_utc}. */
    static boolean isOfCapture(String name) {
        boolean time = false;
        boolean capture = false;
        for (String part : parts(name)) {
            boolean ending = ENDINGS.contains(part) || TIMES.contains(part);
            if (!ending && !OF_A_CAPTURE.contains(part)) {
                return false;
            }
            time |= ending;
            capture |= !ending;
        }
        return time && (capture || parts(name).size() > 1);
    }

    /** Whether it is made of words that by themselves mean many things: {@code data_ora}. */
    static boolean isForeign(String name) {
        return name.equals("data_ora") || name.equals("data_hora");
    }

    /** Whether such a name says when the capture above it ended: {@code finished_at}, {@code capture_end}. */
    static boolean isOfEnd(String name) {
        boolean end = false;
        for (String part : parts(name)) {
            boolean ends = ENDS.contains(part);
            if (!ends && !ENDINGS.contains(part) && !TIMES.contains(part) && !OF_A_CAPTURE.contains(part)) {
                return false;
            }
            end |= ends;
        }
        return end;
    }

    /** Whether no server has a field of this name, in lower case: one of {@code local_time} might. */
    public static boolean isNoField(String name) {
        boolean own = isKey(name);
        for (String part : parts(name)) {
            own |= ENDS.contains(part) || (OF_A_CAPTURE.contains(part) && !OF_A_CLOCK.contains(part));
        }
        return own && (isKey(name) || isOfCapture(name) || isOfEnd(name));
    }

    /** Whether a name of several words, in lower case, is that of a moment and not of a server, whatever moment it may be. */
    public static boolean isOfMoment(String name) {
        List<String> parts = parts(name);
        return parts.size() > 1
                && (isOfCapture(name) || ENDINGS.contains(parts.get(parts.size() - 1)))
                && name.chars().noneMatch(c -> c >= '0' && c <= '9');
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '_' || name.charAt(i) == '-') {
                parts.add(name.substring(from, i));
                from = i + 1;
            }
        }
        return parts;
    }
}
