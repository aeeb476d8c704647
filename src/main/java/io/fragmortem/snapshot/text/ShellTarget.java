package io.fragmortem.snapshot.text;

import java.util.regex.Matcher;
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

    private static final Pattern LOGIN =
            Pattern.compile("(?:^|[$#%>] ?)ssh (?:-\\S+ (?:\\d+ )?)*(?:\\w[\\w.-]*@)?([\\w.-]+)\\s*$");

    private static final Pattern COMMAND =
            Pattern.compile("^(?:(?:[^$#%>]{0,80}[$#%>]|PS [^>]{1,200}>) ?)?([a-zA-Z]\\S* .*)$");

    /** Whom a command asks for what it prints: {@code nc cache-1 6379}, {@code zabbix_get -s cache-1}, {@code curl http://cache-1/info}. */
    private static final Pattern ASKED = Pattern.compile(
            "(?:^|[|;] ?)(?:sudo )?(?:(?:nc|ncat|telnet) (?:-\\S+ )*([\\w.-]+) (\\d{2,5})|zabbix_get .*?-s ([\\w.-]+)|(?:curl|wget) .*?//(?:[^@/ ]+@)?([\\w.-]+))");

    private static final Pattern PRINTED = Pattern.compile(
            "^(?:sudo )?(?:cat|less|more|zcat|head|tail|type|Get-Content|gc) (?:-\\S+ )*([\\w./\\\\:-]+)$");

    /** What the kernel tells, and settings: no answers of a server. */
    private static final Pattern OF_THE_SYSTEM = Pattern.compile("/(?:proc|sys|etc|dev)/");

    /** The machine that a command of a shell asks over the net without a server's client; empty for any other line. */
    public static String asked(String line) {
        Matcher command = line.length() > LONGEST ? null : COMMAND.matcher(line);
        Matcher asked = command == null || !command.matches() ? null : ASKED.matcher(command.group(1));
        if (asked == null || !asked.find()) {
            return "";
        }
        String host =
                asked.group(1) != null ? asked.group(1) : asked.group(3) != null ? asked.group(3) : asked.group(4);
        if (Address.isHere(host)) {
            return asked.group(2) == null ? "" : Address.here(asked.group(2));
        }
        return !SpeakerName.tellsApart(host) ? "" : asked.group(2) == null ? host : Address.of(host, asked.group(2));
    }

    /** The file that a command of a shell prints; empty for any other line. */
    public static String printed(String line) {
        Matcher command = line.length() > LONGEST ? null : COMMAND.matcher(line);
        Matcher printed = command == null || !command.matches()
                ? null
                : PRINTED.matcher(command.group(1).strip());
        String file = printed == null || !printed.matches() ? "" : printed.group(1);
        return OF_THE_SYSTEM.matcher(file).lookingAt() ? "" : file;
    }

    /** The pod, container or machine in which the line opens a shell, for what is asked in it; empty for any other line. */
    public static String ofShell(String line) {
        boolean may = line.length() <= LONGEST && (line.contains("exec ") || line.contains("sh "));
        String target =
                may && (SHELL.matcher(line).find() || LOGIN.matcher(line).find()) ? of(line) : "";
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
