package io.fragmortem.snapshot.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts and ports as labels write them: what a machine calls itself, and the port of a server that nobody gave another one. */
public final class Address {

    /** Of a server that nobody gave another one. */
    public static final int USUAL_PORT = 6379;

    private static final String USUAL = String.valueOf(USUAL_PORT);

    private static final String LOOPBACK = "127.0.0.1";

    /** What every machine calls itself, or all of its addresses: another machine in each capture. */
    private static final Set<String> HERE = Set.of("localhost", LOOPBACK, "0.0.0.0", "::1", "[::1]");

    /** A pattern of four numbers, written out: a counted group of counted digits matches nothing in the browser. */
    public static final String FOUR_NUMBERS = "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}";

    private static final Pattern SERVER = Pattern.compile(
            "(?<![\\w.:/@=-])(?<!client )((?:[A-Za-z][\\w.-]*|" + FOUR_NUMBERS + "):[1-9]\\d{3,4})(?![\\w:.])");

    private static final Pattern WITH_PORT = Pattern.compile("(.+):(\\d{1,5})");

    private Address() {}

    /** An address without its scheme, and without the password that may stand in it. */
    public static String bare(String address) {
        int scheme = address.indexOf("://");
        String rest = scheme > 0 ? address.substring(scheme + 3) : address;
        return scheme > 0 ? rest.substring(rest.lastIndexOf('@') + 1) : rest;
    }

    /** Whether the host is what every machine calls itself. */
    public static boolean isHere(String host) {
        return HERE.contains(host);
    }

    /** The port of a label such as {@code 127.0.0.1:7000} that names this machine; empty for any other label. */
    public static Optional<String> portHere(String label) {
        Matcher matcher = WITH_PORT.matcher(label);
        return matcher.matches() && isHere(matcher.group(1)) ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    public static boolean isUsual(String port) {
        return port.equals(USUAL);
    }

    /** Whether the rest of a text is one to five digits. */
    public static boolean isPort(String text, int from) {
        int length = text.length() - from;
        for (int i = from; i < text.length(); i++) {
            if (!Text.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return length >= 1 && length <= 5;
    }

    /** {@code cache-1:6379}: whether something stands before a port. */
    public static boolean hasPort(String text) {
        int colon = text.lastIndexOf(':');
        return colon >= 1 && isPort(text, colon + 1);
    }

    /** {@code 6379}, {@code 7001}, {@code 16380}: a number like no process or line has it where a server may be named. */
    public static boolean isLikelyPort(String word) {
        int from = word.length() == 5 && (word.charAt(0) == '1' || word.charAt(0) == '2') ? 1 : 0;
        boolean usual = word.startsWith("63", from) || word.startsWith("64", from) || word.startsWith("70", from);
        return usual && word.length() == from + 4 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The server of a port; a name alone is that of the usual one. */
    public static String of(String name, String port) {
        return isUsual(port) ? name : name + ":" + port;
    }

    /** Both names of the server of an address: with its port, and without one where it is the usual one. */
    public static List<String> namesOf(String address) {
        String end = ":" + USUAL;
        return address.endsWith(end)
                ? List.of(address, address.substring(0, address.length() - end.length()))
                : List.of(address);
    }

    /** The name before the number of a port, else the name itself. */
    public static String withoutPort(String name) {
        int colon = name.lastIndexOf(':');
        boolean port = colon > 0 && name.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        return port ? name.substring(0, colon) : name;
    }

    /** The server of a port of a machine that nobody names. */
    public static String here(String port) {
        return LOOPBACK + ":" + port;
    }

    /** The server that is asked where only a machine is named. */
    public static String usual(String host) {
        return host + ":" + USUAL;
    }

    /** The hosts with a port of four or five digits that stand in a text by themselves, but for those of clients. */
    public static List<String> in(String text) {
        List<String> servers = new ArrayList<>();
        Matcher server = SERVER.matcher(text);
        while (server.find()) {
            servers.add(server.group(1));
        }
        return servers;
    }
}
