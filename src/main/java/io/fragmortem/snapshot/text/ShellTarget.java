package io.fragmortem.snapshot.text;

/** On which other machine, pod or container a line of a shell runs its command: {@code kubectl exec -n db redis-0 -- }. */
public final class ShellTarget {

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
