package io.fragmortem.diagnosis.remedy;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.ExhibitTable;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.timeline.ExporterPort;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands as this very server takes them: with its client, its address and port, and only those that its version has. */
public final class Commands {

    /** Begins a line that says what to write where, instead of a command. */
    static final String COMMENT = "#";

    /** An instance name may only be put into a command when it is a plain host and port. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}):(\\d{1,5})");

    /** The same as a file is called after it: {@code 10.0.0.3_6380}. */
    private static final Pattern FILE_OF_ADDRESS = Pattern.compile("(" + Address.FOUR_NUMBERS + ")[_-](\\d{4,5})");

    /** A name that can only be a host's: four numbers, or a full name in the domain system. */
    private static final Pattern HOST = Pattern.compile(
            Address.FOUR_NUMBERS + "|(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){2,10}[A-Za-z]{2,24}");

    /** Column of the exhibit of a configuration. */
    private static final String SETTING = "value";

    private static final int MOST = 65_535;

    private Commands() {}

    /** The client with the address, as far as the instance's name, its dumps or its configuration tell it. */
    public static String client(Case c) {
        String program = switch (c.server().product()) {
            case VALKEY -> "valkey-cli";
            case KEYDB -> "keydb-cli";
            case REDIS, DRAGONFLY, KVROCKS, GARNET, UNKNOWN -> "redis-cli";
        };
        String name = c.timeline().name();
        for (Pattern pattern : List.of(ADDRESS, FILE_OF_ADDRESS)) {
            Matcher address = pattern.matcher(name);
            if (address.matches() && !ExporterPort.is(c.timeline(), Integer.parseInt(address.group(2)))) {
                return program + " -h " + address.group(1) + " -p " + address.group(2) + " ";
            }
        }
        String host = HOST.matcher(name).matches() ? " -h " + name : "";
        OptionalInt port = port(c);
        boolean other = port.isPresent() && port.getAsInt() != Address.USUAL_PORT;
        return program + host + (other ? " -p " + port.getAsInt() : "") + " ";
    }

    private static OptionalInt port(Case c) {
        OptionalDouble told = c.timeline().last(Field.TCP_PORT);
        double port = told.isPresent() ? told.getAsDouble() : configured(c);
        return port >= 1 && port <= MOST ? OptionalInt.of((int) port) : OptionalInt.empty();
    }

    private static double configured(Case c) {
        double port = 0;
        for (ExhibitTable table : ExhibitTable.of(c.timeline(), Exhibit.Kind.CONFIG)) {
            for (int row = 0; row < table.size(); row++) {
                port = table.text(row, "directive").equals("port") ? table.number(row, SETTING) : port;
            }
        }
        return port;
    }

    /** All of INFO: {@code everything} is unknown before 6.0, whose answer to it is empty, and sections before 2.6. */
    public static String info(Case c) {
        if (c.vintage().isBefore("2.6")) {
            return client(c) + "INFO";
        }
        return client(c) + (c.vintage().isAtLeast("6.0") ? "INFO everything" : "INFO all");
    }

    /** Whether MEMORY STATS and its like are there: nobody is sent to a command that the version is known to lack. */
    public static boolean hasMemory(Case c) {
        return c.server().product() != Product.DRAGONFLY && !c.vintage().isBefore("4.0");
    }

    /** How the class of replicas is called in client-output-buffer-limit. */
    public static String replicaClass(Case c) {
        return c.vintage().isBefore("5.0") ? "slave" : "replica";
    }

    /**
     * How a setting is changed for good: in the running server and in its configuration, which a CONFIG SET leaves as it is. In
     * a process that has ended nothing can be set; the file of the next one can.
     */
    static List<String> set(Case c, String name, String value) {
        if (c.ending().isPresent()) {
            return List.of(COMMENT + " in the configuration of the next process:", name + " " + value);
        }
        String quoted = value.matches("[\\w.-]+") ? value : "\"" + value + "\"";
        String set = client(c) + "CONFIG SET " + name + " " + quoted;
        return hasFile(c) ? List.of(set, client(c) + "CONFIG REWRITE") : List.of(set);
    }

    private static boolean hasFile(Case c) {
        String file = c.timeline().fact(Fact.CONFIG_FILE).orElse("");
        String source = c.timeline().fact(Fact.CONFIG_SOURCE).orElse("");
        return !file.isEmpty() || source.endsWith(".conf");
    }

    /** The command that ends one client, where the version has it. */
    static Optional<String> kill(Case c, String id) {
        boolean able = id.matches("\\d{1,19}") && !c.vintage().isBefore("2.8.12");
        return able ? Optional.of(client(c) + "CLIENT KILL ID " + id) : Optional.empty();
    }
}
