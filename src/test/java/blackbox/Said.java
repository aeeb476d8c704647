package blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the program said of one instance.
 *
 * @param cause of the verdict
 * @param confidence of the verdict
 * @param suspects each as {@code cause severity confidence}
 */
record Said(String cause, String confidence, List<String> suspects) {

    private static final Pattern VERDICT =
            Pattern.compile("\"verdict\":\\{\"severity\":\"(\\w+)\",\"cause\":\"([a-z-]+)\",\"confidence\":\"(\\w+)\"");
    private static final Pattern SUSPECT =
            Pattern.compile("\\{\"cause\":\"([a-z-]+)\",\"severity\":\"(\\w+)\",\"confidence\":\"(\\w+)\"");

    /** The first instance of the output of {@code diagnose --format json} or of a result.json. */
    static Said of(String json) {
        Matcher verdict = VERDICT.matcher(json);
        if (!verdict.find()) {
            throw new AssertionError("no verdict in " + json);
        }
        List<String> suspects = new ArrayList<>();
        Matcher suspect = SUSPECT.matcher(json.substring(verdict.end()));
        while (suspect.find()) {
            suspects.add(suspect.group(1) + " " + suspect.group(2) + " " + suspect.group(3));
        }
        return new Said(verdict.group(2), verdict.group(3), suspects);
    }

    boolean isSure() {
        return confidence.equals("high");
    }

    @Override
    public String toString() {
        return cause + " (" + confidence + ") " + suspects;
    }
}
