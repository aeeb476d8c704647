package io.fragmortem.snapshot.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a word of a path or a heading names one server, or says no more than "a capture". */
public final class SpeakerName {

    private static final Set<String> GENERIC = Set.of(
            "info",
            "memory",
            "mem",
            "all",
            "everything",
            "default",
            "full",
            "section",
            "dump",
            "dumps",
            "capture",
            "captures",
            "sample",
            "samples",
            "snapshot",
            "snapshots",
            "stats",
            "stat",
            "output",
            "out",
            "cli",
            "log",
            "logs",
            "txt",
            "text",
            "malloc",
            "doctor",
            "smaps",
            "rollup",
            "client",
            "clients",
            "list",
            "conf",
            "config",
            "cow",
            "child",
            "before",
            "after",
            "old",
            "new",
            "data",
            "export",
            "exports",
            "metrics",
            "stdin",
            "json",
            "csv",
            "gz",
            "tmp",
            "result",
            "results",
            "copy",
            "prometheus",
            "promtool",
            "grafana",
            "exporter",
            "query",
            "range",
            "telegraf",
            "influx",
            "cloudwatch",
            "datadog",
            "zabbix",
            "netdata",
            "panel",
            "of",
            "proc",
            "status",
            "meminfo",
            "cgroup",
            "free",
            "top",
            "ps",
            "dmesg",
            "messages",
            "syslog",
            "rdb",
            "bigkeys",
            "monitor",
            "slowlog",
            "slow",
            "journal",
            "sos",
            "commands",
            "etc",
            "part",
            "parts",
            "chunk",
            "today",
            "yesterday",
            "hour",
            "hourly",
            "day",
            "daily",
            "week",
            "weekly",
            "month",
            "monthly");

    /** How an export was made: {@code grafana-wide.csv}, {@code prometheus-de.csv}. Alone they are names, as of a region. */
    private static final Set<String> MANNERS = Set.of("human", "wide", "long", "derived", "de", "en");

    private static final String YEAR = "(?:19|20)\\d{2}";

    private static final String MONTH =
            "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    private static final String HOUR_ON =
            "(?:[T_ -]?\\d{2}[-_:h]?\\d{2}(?:[-_:m]?\\d{2})?(?:\\.\\d+)?|T\\d{2}h?|[_ -]\\d{2}h)?"
                    + "(?:Z|[+-]\\d{4})?";

    /**
     * A date, a week, a month or a quarter of these centuries, so that the number of an instance before it
     * ({@code cache-0000-2026-10-01}) is no year. Without its year {@code w12} is the twelfth web server.
     */
    private static final Pattern TIME = Pattern.compile(
            "(?<!\\d)" + YEAR + "([-_.]?)(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])" + HOUR_ON
                    + "|(?<!\\d)" + YEAR + "[-_.]?(?:W(?:0[1-9]|[1-4]\\d|5[0-3])(?:[-_.]?[1-7])?|Q[1-4])(?![0-9A-Za-z])"
                    + "|(?<![0-9A-Za-z])Q[1-4][-_. ]?" + YEAR + "(?!\\d)"
                    + "|(?<!\\d)" + YEAR + "[-_. ]?" + MONTH + "(?:[-_. ]?(?:0?[1-9]|[12]\\d|3[01]))?(?![0-9A-Za-z])"
                    + "|(?<![0-9A-Za-z])(?:(?:0?[1-9]|[12]\\d|3[01])[-_. ]?)?" + MONTH + "[-_. ]?" + YEAR + "(?!\\d)"
                    // seconds or milliseconds since the epoch, after 2014
                    + "|(?<![0-9A-Za-z.])1[4-9]\\d{8}(?:\\d{3})?(?![0-9A-Za-z])",
            Pattern.CASE_INSENSITIVE);

    /** An IPv4 address is no list of numbers. */
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\d.])" + Address.FOUR_NUMBERS + "(?![\\d.])");

    private SpeakerName() {}

    /** The name of a container as Docker's interface writes it, {@code /cache-1}, as people do. */
    public static String ofContainer(String name) {
        return name.startsWith("/") && name.indexOf('/', 1) < 0 ? name.substring(1) : name;
    }

    /** The name without a time in it; as it is when nothing else remains. */
    public static String withoutTime(String name) {
        String bare =
                TIME.matcher(name).replaceAll("").replaceAll("[-_. ]+$", "").replaceAll("^[-_. ]+", "");
        return bare.isEmpty() ? name : bare;
    }

    /**
     * Whether a name tells apart one instance from another: some word is neither generic nor a number, a number
     * follows a word for a server ({@code redis-1}, but not {@code info1}), or it holds an address.
     */
    public static boolean tellsApart(String name) {
        String bare = TIME.matcher(name).replaceAll(" ");
        if (ADDRESS.matcher(bare).find()) {
            return true;
        }
        boolean serverWord = false;
        List<String> words = words(bare.toLowerCase(Locale.ROOT));
        for (String word : words) {
            String letters = word.replaceAll("\\d+$", "");
            boolean numbered = letters.length() < word.length();
            if (letters.isEmpty()) {
                if (serverWord && word.length() < 6) {
                    return true;
                }
            } else if (letters.equals("server") || ServerProgram.isFork(letters)) {
                serverWord = true;
                if (numbered) {
                    return true;
                }
            } else if (!GENERIC.contains(letters) && (words.size() == 1 || !MANNERS.contains(letters))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || !Character.isLetterOrDigit(name.charAt(i))) {
                if (i > from) {
                    words.add(name.substring(from, i));
                }
                from = i + 1;
            }
        }
        return words;
    }
}
