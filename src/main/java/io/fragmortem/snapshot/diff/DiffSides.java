package io.fragmortem.snapshot.diff;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.text.SpeakerName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two texts that a diff was made of, as far as it shows them. A line that a side does not have is blank there, so that
 * both keep the numbers of the lines. Titles of sections are left out: what else stood below them is not shown.
 *
 * <pre>
 * --- before.info 2026-09-14 06:00:00 +0000      17c17                       *** 3,5 ****
 * +++ after.info  2026-09-14 07:00:00 +0000      &lt; used_memory:5120          ! used_memory:5120
 * @@ -17,3 +17,3 @@                              ---                         --- 3,5 ----
 * -used_memory:5120                              &gt; used_memory:4096          ! used_memory:4096
 * +used_memory:4096
 *  used_memory_rss:8192                          used_memory:5120      |     used_memory:4096
 * </pre>
 */
final class DiffSides {

    private static final Pattern HUNK = Pattern.compile("@@ -\\d.*|\\d+(?:,\\d+)?[acd]\\d+(?:,\\d+)?|\\*{15,}.*");
    private static final Pattern FILE =
            Pattern.compile("(?:---|\\+\\+\\+|\\*\\*\\*) ([^\\t]+?)(?:\\t(.*)| +(\\d{4}-\\d{2}-\\d{2} .*))?");
    private static final Pattern SIDE = Pattern.compile("(\\*\\*\\*|---) \\d+(?:,\\d+)? (?:\\*{4}|-{4})");
    private static final Pattern COLUMNS =
            Pattern.compile("([a-z][a-z0-9_]*):(\\S*)(?:\\s+[|]\\s+|\\s{2,})\\1:(\\S*)\\s*");

    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final boolean contextual;
    private final boolean headed;
    private final boolean columns;
    private String oldName = "";
    private String newName = "";
    private boolean inNew;
    private int files;

    private DiffSides(List<String> lines) {
        this.contextual = lines.stream().anyMatch(line -> SIDE.matcher(line).matches());
        this.headed =
                contextual || lines.stream().anyMatch(line -> HUNK.matcher(line).matches());
        this.columns = !headed && isColumns(lines);
        lines.forEach(this::line);
    }

    /** Both sides of such a text. */
    static DiffSides of(List<String> lines) {
        return new DiffSides(lines);
    }

    /** Whether a text shows a field of INFO as one side has it and as the other side has it. */
    static boolean is(List<String> lines) {
        DiffSides sides = new DiffSides(lines);
        if (sides.columns) {
            return true;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String old = sides.before.get(i);
            if (!old.isEmpty() && sides.after.get(i).isEmpty()) {
                names.add(name(old));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            String now = sides.after.get(i);
            if (sides.before.get(i).isEmpty() && FieldText.isName(name(now)) && names.contains(name(now))) {
                return true;
            }
        }
        return false;
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip();
    }

    private static boolean isColumns(List<String> lines) {
        return lines.stream()
                        .filter(line -> {
                            Matcher pair = COLUMNS.matcher(line);
                            return pair.matches() && FieldText.isName(pair.group(1));
                        })
                        .limit(2)
                        .count()
                == 2;
    }

    // ------------------------------------------------------------------ what it gives

    List<String> before() {
        return before;
    }

    List<String> after() {
        return after;
    }

    /** Whether the names of the two files are those of two servers: {@code cache-1.info} and {@code cache-2.info}. */
    boolean areTwoServers() {
        String one = SpeakerName.withoutTime(base(oldName));
        String other = SpeakerName.withoutTime(base(newName));
        boolean numbered = one.replaceAll("\\d+", "").equals(other.replaceAll("\\d+", ""));
        return files == 1
                && !one.equals(other)
                && numbered
                && SpeakerName.tellsApart(one)
                && SpeakerName.tellsApart(other);
    }

    String oldName() {
        return base(oldName);
    }

    String newName() {
        return base(newName);
    }

    private static String base(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 && Character.isLetter(file.charAt(Math.min(dot + 1, file.length() - 1)))
                ? file.substring(0, dot)
                : file;
    }

    // ------------------------------------------------------------------ lines

    private void line(String line) {
        if (columns) {
            Matcher pair = COLUMNS.matcher(line);
            boolean both = pair.matches();
            add(both ? pair.group(1) + ":" + pair.group(2) : "", both ? pair.group(1) + ":" + pair.group(3) : "");
            return;
        }
        if (headed && (HUNK.matcher(line).matches() || line.startsWith("\\ "))) {
            add("", "");
            return;
        }
        Matcher side = SIDE.matcher(line);
        if (contextual && side.matches()) {
            inNew = side.group(1).equals("---");
            add("", "");
            return;
        }
        if (headed && isFile(line)) {
            return;
        }
        sided(line);
    }

    private boolean isFile(String line) {
        Matcher file = FILE.matcher(line);
        if (!file.matches()) {
            return false;
        }
        String told = file.group(2) != null ? file.group(2) : file.group(3) != null ? file.group(3) : "";
        String time = told.startsWith("1970") ? "" : told; // of a file that is not there
        boolean old = line.startsWith(contextual ? "***" : "---");
        if (old) {
            oldName = file.group(1);
        } else {
            newName = file.group(1);
            files++;
        }
        add(old ? time : "", old ? "" : time);
        return true;
    }

    private void sided(String line) {
        char sign = line.isEmpty() ? ' ' : line.charAt(0);
        String text = line.isEmpty() ? "" : line.substring(1).strip();
        boolean title = text.startsWith("#");
        if (contextual) {
            boolean marked = line.length() > 2 && "!+- ".indexOf(sign) >= 0 && !title;
            add(marked && !inNew ? text : "", marked && inNew ? text : "");
        } else if (sign == '-' || sign == '<') {
            add(title ? "" : text, "");
        } else if (sign == '+' || sign == '>') {
            add("", title ? "" : text);
        } else {
            String shared = sign == ' ' ? text : headed ? "" : line;
            boolean known = !title && !shared.startsWith("#");
            add(known ? shared : "", known ? shared : "");
        }
    }

    private void add(String old, String now) {
        before.add(old);
        after.add(now);
    }
}
