package io.fragmortem.snapshot.text;

import java.util.regex.Pattern;

/** On which other machine, pod or container a line of a shell runs its command: {@code kubectl exec -n db redis-0 -- }. */
public final class ShellTarget {

    private static final int LONGEST = 400;

    private ShellTarget() {}

    /** The target that {@code exec}, {@code rsh} or {@code ssh} names; empty where the line runs it here. */
    public static String of(String line) {
        String[] words = line.strip().split("\\s+");
        for (int i = 0; i < words.length - 1; i++) {
            if (words[i].equals("exec") || words[i].equals("ssh") || words[i].equals("rsh")) {
                String target = firstArgument(words, i + 1);
                return target.substring(Math.max(target.lastIndexOf('/'), target.indexOf('@')) + 1)
                        .replace("\"", "");
            }
        }
        return "";
    }

    private static final Pattern SHELL = Pattern.compile(
            "(?:^|[$#%>] ?)(?:sudo )?(?:kubectl|oc|docker|docker-compose|podman|nerdctl|crictl) .*?\\b(?:exec|rsh) .*?(?: (?:/bin/|/usr/bin/)?(?:ba|a|z|da)?sh| rsh \\S+)\\s*$");

    private static final Pattern LOGIN = Pattern.compile("(?:^|[$#%>] ?)ssh (?:-\\S+ (?:\\d+ )?)*(?:\\w[\\w.-]*@)?([\\w.-]+)\\s*$");

    /** The pod, container or machine in which the line opens a shell, for what is asked in it; empty for any other line. */
    public static String ofShell(String line) {
        boolean may = line.length() <= LONGEST && (line.contains("exec ") || line.contains("sh "));
        String target = may && (SHELL.matcher(line).find() || LOGIN.matcher(line).find()) ? of(line) : "";
        return SpeakerName.tellsApart(target) ? target : "";
    }

    private static String firstArgument(String[] words, int from) {
        for (int i = from; i < words.length; i++) {
            boolean valued =
                    words[i].matches("-[ncuewlpioFJ]|--namespace|--container|--user|--env|--workdir|--context");
            if (valued) {
                i++;
            } else if (!words[i].startsWith("-")) {
                return words[i];
            }
        }
        return "";
    }
}
