package io.fragmortem.snapshot.info;

import java.util.Locale;
import java.util.Optional;

/**
 * A line on which somebody asked the server.
 *
 * @param label who was asked, {@code host:port}; empty when the line does not say
 * @param command the command after the prompt, lower case
 */
record Prompt(String label, String command) {

    /** {@code 10.1.36.33:6379> info memory} or {@code root@h:~# redis-cli -h 10.0.0.1 -p 6380 info}. */
    static Optional<Prompt> in(String line) {
        Optional<Prompt> shell = shell(line);
        return shell.isPresent() ? shell : redisCli(line);
    }

    private static Optional<Prompt> redisCli(String line) {
        int mark = line.indexOf('>');
        if (mark < 3 || mark > 200) {
            return Optional.empty();
        }
        int start = line.lastIndexOf(' ', mark) + 1;
        String asked = line.substring(start, mark);
        if (asked.endsWith("(TX)")) {
            asked = asked.substring(0, asked.length() - 4);
        }
        int bracket = asked.endsWith("]") ? asked.lastIndexOf('[') : -1;
        String address = bracket > 0 ? asked.substring(0, bracket) : asked;
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !isPort(address, colon + 1)) {
            return Optional.empty();
        }
        return Optional.of(new Prompt(address, command(line.substring(mark + 1))));
    }

    private static Optional<Prompt> shell(String line) {
        int at = Math.max(line.indexOf("redis-cli"), Math.max(line.indexOf("valkey-cli"), line.indexOf("keydb-cli")));
        if (at < 0 || line.length() > 2000) {
            return Optional.empty();
        }
        String host = "";
        String port = "";
        StringBuilder command = new StringBuilder();
        String[] words = line.substring(at).split(" +");
        for (int i = 1; i < words.length; i++) {
            boolean argument = i + 1 < words.length;
            if (words[i].equals("-h") && argument) {
                host = words[++i];
            } else if (words[i].equals("-p") && argument) {
                port = words[++i];
            } else if ((words[i].equals("-a") || words[i].equals("-n") || words[i].equals("--user")) && argument) {
                i++;
            } else if (!words[i].startsWith("-")) {
                command.append(command.isEmpty() ? "" : " ").append(words[i]);
            }
        }
        boolean named = !host.isEmpty() || isPort(port, 0);
        String label = (host.isEmpty() ? "127.0.0.1" : host) + ":" + (isPort(port, 0) ? port : "6379");
        return Optional.of(new Prompt(named ? label : "", command(command.toString())));
    }

    private static String command(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    static boolean isPort(String text, int from) {
        int length = text.length() - from;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return length >= 1 && length <= 5;
    }

    /** Whether this asks for INFO. */
    boolean isInfo() {
        return command.equals("info") || command.startsWith("info ");
    }

    /** Whether this asks for parts of INFO that complete an earlier answer instead of replacing it. */
    boolean completes(int sectionsSeen) {
        String[] words = command.split(" ");
        if (!words[0].equals("info") || words.length < 2) {
            return !words[0].equals("info");
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
