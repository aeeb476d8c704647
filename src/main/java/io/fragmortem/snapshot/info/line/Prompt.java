package io.fragmortem.snapshot.info.line;

import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.ShellTarget;
import io.fragmortem.snapshot.text.SpeakerName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line on which somebody asked the server.
 *
 * @param label who was asked: {@code host:port}, a pod, a container, the machine of the shell; empty when the line does
 *     not say; may hold the variable of a loop
 * @param command the command after the prompt, lower case
 */
public record Prompt(String label, String command) {

    public static final Prompt NONE = new Prompt("", "");

    private static final List<String> CLIENTS = List.of("redis-cli", "valkey-cli", "keydb-cli", "iredis");
    private static final Pattern URI =
            Pattern.compile("^(?:rediss?|valkeys?)://(?:[^@/]*@)?([^/:]+)(?::(\\d{1,5}))?.*$");
    private static final Pattern AT_HOST =
            Pattern.compile("^\\W{0,3}[\\w.-]{1,40}@([\\w.-]{1,100})(?=[\\s:\\]~$#%>]|$)");

    /** {@code redis> info}, {@code redis /var/run/redis.sock> info}, {@code not connected> info}. */
    private static final Pattern BARE = Pattern.compile(
            "^(?:" + ServerProgram.forks() + "|not connected)(?: (\\S{1,200}))?(?:\\[\\d+\\])?> ?(.*)$");

    /** What people ask of one moment, as they write it above the answer. */
    private static final Pattern QUESTION = Pattern.compile("(?i)(?:redis[ -])?(?:info(?: \\w+)?|client[ -]list"
            + "|memory[ -](?:stats|doctor|malloc-stats)|malloc[_ -]stats|config(?:[ -]get\\b.*)?|slowlog(?:[ -]get\\b.*)?"
            + "|dbsize|latency \\w+)(?: output)?");

    /** Whether a title is the question that the lines below it answer, and no word of another moment. */
    public static boolean isQuestion(String title) {
        return QUESTION.matcher(title).matches();
    }

    /** {@code 10.1.36.33:6379> info memory} or {@code root@h:~# redis-cli -h 10.0.0.1 -p 6380 info}. */
    public static Optional<Prompt> in(String line) {
        Optional<Prompt> shell = shell(line);
        return shell.isPresent() ? shell : redisCli(line);
    }

    private static Optional<Prompt> redisCli(String line) {
        int mark = line.indexOf('>');
        if (mark < 3 || mark > 200) {
            return Optional.empty();
        }
        Matcher bare = BARE.matcher(line);
        if (bare.matches()) {
            String socket = bare.group(1) == null || Address.hasPort(bare.group(1)) ? "" : socketName(bare.group(1));
            String label = bare.group(1) != null && Address.hasPort(bare.group(1)) ? bare.group(1) : socket;
            return Optional.of(new Prompt(label, command(bare.group(2))));
        }
        int start = line.lastIndexOf(' ', mark) + 1;
        String asked = line.substring(start, mark);
        if (asked.endsWith("(TX)")) {
            asked = asked.substring(0, asked.length() - 4);
        }
        int bracket = asked.endsWith("]") ? asked.lastIndexOf('[') : -1;
        String address = bracket > 0 ? asked.substring(0, bracket) : asked;
        return Address.hasPort(address)
                ? Optional.of(new Prompt(address, command(line.substring(mark + 1))))
                : Optional.empty();
    }

    /** {@code /var/run/redis-6380.sock} is the server redis-6380; {@code redis.sock} says no more than a server. */
    private static String socketName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).replace(".sock", "");
        return SpeakerName.tellsApart(name) ? name : "";
    }

    // ------------------------------------------------------------------ shells

    private static Optional<Prompt> shell(String line) {
        int at = -1;
        for (String client : CLIENTS) {
            at = Math.max(at, line.indexOf(client));
        }
        if (at < 0 || line.length() > 2000) {
            return Optional.empty();
        }
        Target target = new Target(elsewhere(line.substring(0, at)));
        StringBuilder command = new StringBuilder();
        String[] words = call(line, at).split(" +");
        for (int i = 1; i < words.length; i++) {
            boolean argument = i + 1 < words.length && target.takes(words[i], words[i + 1]);
            if (argument) {
                i++;
            } else if (!words[i].startsWith("-")) {
                command.append(command.isEmpty() ? "" : " ").append(words[i]);
            }
        }
        return Optional.of(new Prompt(target.label(), command(command.toString())));
    }

    /** The client with its arguments, up to what the shell does with the answer. */
    private static String call(String line, int at) {
        int end = at;
        while (end < line.length() && ";|>&)".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return line.substring(at, end);
    }

    /** The options of redis-cli that say whom it asks. */
    private static final class Target {
        private final String machine;
        private String host = "";
        private String port = "";
        private String socket = "";

        /** @param machine where the client runs, empty when the line does not say */
        Target(String machine) {
            this.machine = machine;
        }

        /** Whether the option takes the word behind it. */
        boolean takes(String option, String word) {
            switch (option) {
                case "-h" -> host = word;
                case "-p" -> port = word;
                case "-s" -> socket = socketName(word);
                case "-u" -> uri(word);
                case "-a", "-n", "--user", "--pass", "-r", "-i", "--cacert", "--cert", "--key", "--sni" -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void uri(String word) {
            Matcher uri = URI.matcher(word);
            if (uri.matches()) {
                host = uri.group(1);
                port = uri.group(2) == null ? "" : uri.group(2);
            }
        }

        String label() {
            boolean here = host.isEmpty() || Address.isHere(host);
            boolean asked = Address.isPort(port, 0) || port.startsWith("$") || port.startsWith("\"$");
            if (here && (SpeakerName.tellsApart(machine) || machine.startsWith("$"))) {
                return asked ? Address.of(machine, port) : machine;
            }
            boolean named = !host.isEmpty() || asked;
            if (!named) {
                return socket;
            }
            if (host.isEmpty()) {
                return Address.here(port);
            }
            return asked ? host + ":" + port : Address.usual(host);
        }
    }

    /** The pod, container or machine on which the command before the client makes it run, or whose shell this is. */
    private static String elsewhere(String lead) {
        String target = ShellTarget.of(lead);
        if (!target.isEmpty()) {
            return target;
        }
        Matcher at = AT_HOST.matcher(lead.strip());
        return at.find() ? at.group(1) : "";
    }

    private static String command(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    // ------------------------------------------------------------------ what was asked

    /** Whether this asks for INFO. */
    public boolean isInfo() {
        return command.equals("info") || command.startsWith("info ");
    }

    /** Whether the server is another one after this: what frees memory begins another moment. */
    public boolean changesMemory() {
        return command.startsWith("flush")
                || command.startsWith("memory purge")
                || command.startsWith("script flush")
                || command.startsWith("debug reload")
                || command.startsWith("config set")
                || command.startsWith("del ")
                || command.startsWith("unlink ");
    }

    /** Whether this asks for parts of INFO that complete an earlier answer instead of replacing it. */
    public boolean completes(int sectionsSeen) {
        String[] words = command.split(" ");
        if (!isInfo() || words.length < 2) {
            return !isInfo();
        }
        for (int i = 1; i < words.length; i++) {
            int section = Sections.indexOf(words[i]);
            if (section < 0 || (sectionsSeen >> section & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
