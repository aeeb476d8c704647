package io.fragmortem.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Tells what an earlier run of this program left among its inputs: pages and results are no captures. What says so itself is ours
 * wherever it lies; what does not, a summary or a page of a user's own template, is ours beside a result.
 */
public final class OwnReports {

    /** So many bytes of a file tell whether it is a result of this program. */
    public static final int HEAD = 2048;

    private static final String RESULT = "{\"schema\":\"fragmortem/";
    private static final String EXPECTED = "{\"schema\":\"fragmortem/expected\"";
    private static final String TABLE = "rank,instance,severity,cause,";
    private static final String TABLE_NAME = "fleet.csv";

    /** What stands in each report, one of them at least. */
    private static final List<String> RESULTS =
            List.of("result.json", "result.jsonl", TABLE_NAME, "results/part-00000.jsonl");

    private static final Set<String> BESIDE =
            Set.of("index.html", "summary.md", "summary.jira", "summary-mail.txt", "summary-chat.txt");

    private static final String PAGES = "instances";
    private static final Pattern PAGE = Pattern.compile("\\d+-.*\\.html");

    private OwnReports() {}

    /**
     * Whether a file is of an earlier report.
     *
     * @param folder name of the folder that it lies in
     * @param heads gives the first {@link #HEAD} bytes of a file by its path from that folder, none where there is no such file
     */
    public static boolean has(String folder, String file, Function<String, byte[]> heads) {
        String lower = file.toLowerCase(Locale.ROOT);
        boolean tells = lower.endsWith(".html")
                || lower.endsWith(".json")
                || lower.endsWith(".jsonl")
                || lower.equals(TABLE_NAME);
        if (tells && saysSo(lower, heads.apply(file))) {
            return true;
        }
        boolean page = folder.equals(PAGES) && PAGE.matcher(file).matches();
        return (BESIDE.contains(file) && isReport("", heads)) || (page && isReport("../", heads));
    }

    /** Whether a file says what this program is expected to find beside it, as those of its samples do. */
    public static boolean isExpectation(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith(EXPECTED);
    }

    private static boolean isReport(String way, Function<String, byte[]> heads) {
        return RESULTS.stream().anyMatch(result -> saysSo(result, heads.apply(way + result)));
    }

    private static boolean saysSo(String name, byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (name.endsWith(".html")) {
            return text.contains("ragmortem");
        }
        return text.startsWith(name.endsWith(TABLE_NAME) ? TABLE : RESULT);
    }
}
