package blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the program said of one instance.
 *
 * @param cause of the verdict
 * @param confidence of the verdict
 * @param bytes of the suspect that the verdict names, 0 where it names none
 * @param suspects each as {@code cause severity confidence}
 */
record Said(String cause, String confidence, double bytes, List<String> suspects) {

    /** What a layer must hold to be a suspect, the declared threshold {@code significant-bytes}. */
    private static final double FLOOR = 32 << 20;

    private static final Set<String> CALM = Set.of("healthy", "healthy-small-instance");

    private static final Pattern VERDICT =
            Pattern.compile("\"verdict\":\\{\"severity\":\"(\\w+)\",\"cause\":\"([a-z-]+)\",\"confidence\":\"(\\w+)\"");
    private static final Pattern SUSPECT = Pattern.compile(
            "\\{\"cause\":\"([a-z-]+)\",\"severity\":\"(\\w+)\",\"confidence\":\"(\\w+)\",\"bytes\":([-+.\\dE]+)");

    /** The first instance of the output of {@code diagnose --format json} or of a result.json. */
    static Said of(String json) {
        Matcher verdict = VERDICT.matcher(json);
        if (!verdict.find()) {
            throw new AssertionError("no verdict in " + json);
        }
        List<String> suspects = new ArrayList<>();
        double bytes = 0;
        Matcher suspect = SUSPECT.matcher(json.substring(verdict.end()));
        while (suspect.find()) {
            bytes = bytes == 0 && suspect.group(1).equals(verdict.group(2))
                    ? Double.parseDouble(suspect.group(4))
                    : bytes;
            suspects.add(suspect.group(1) + " " + suspect.group(2) + " " + suspect.group(3));
        }
        return new Said(verdict.group(2), verdict.group(3), bytes, suspects);
    }

    /** Each instance of a result.json. */
    static List<Said> all(String json) {
        List<Said> all = new ArrayList<>();
        Matcher verdict = VERDICT.matcher(json);
        List<Integer> starts = new ArrayList<>();
        while (verdict.find()) {
            starts.add(verdict.start());
        }
        starts.add(json.length());
        for (int i = 0; i + 1 < starts.size(); i++) {
            all.add(of(json.substring(starts.get(i), starts.get(i + 1))));
        }
        return all;
    }

    boolean isSure() {
        return confidence.equals("high");
    }

    /**
     * Whether this sure verdict became another sure one although only sizes changed, and those by this factor. Neighbours are
     * the two kinds of healthy, and what the declared floor divides: a finding that holds less than it is none. A sure finding
     * that stood beside the first one all along is no flip either, it is what is left.
     */
    boolean flipsTo(Said after, double scale) {
        if (!isSure() || !after.isSure() || cause.equals(after.cause)) {
            return false;
        }
        boolean calm = CALM.contains(cause);
        boolean calmAfter = CALM.contains(after.cause);
        boolean sank = calmAfter && scale < 1 && bytes * scale < FLOOR;
        boolean rose = calm && scale > 1 && after.bytes / scale < FLOOR;
        boolean besideIt = suspects.stream().anyMatch(s -> s.startsWith(after.cause + " ") && s.endsWith(" high"));
        return !(calm && calmAfter) && !sank && !rose && !besideIt;
    }

    @Override
    public String toString() {
        return cause + " (" + confidence + ", " + Math.round(bytes / (1 << 20)) + " MiB) " + suspects;
    }
}
