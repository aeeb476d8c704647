package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.time.ToldTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the log has said so far about one server: one per file, or one per service of an interleaved log. */
final class Speaker {

    private static final int MAX_DATABASES = 100_000;

    private final String label;
    private final String machine;

    /** Whose port a machine's lines have while no server speaks under its name. */
    private final @Nullable Speaker unnamed;

    private Run run = new Run();
    private long process = -1;
    private boolean main;
    private ToldTime lastTime = ToldTime.NONE;
    private final List<Remark> waiting = new ArrayList<>();
    private final Map<Long, double[]> keyspace = new HashMap<>();
    private ToldTime keyspaceTime = ToldTime.NONE;
    private @Nullable Remark crash;
    private @Nullable Section section;
    private boolean inReport;
    private boolean starved;

    Speaker(String label) {
        this(label, "", null);
    }

    private Speaker(String label, String machine, @Nullable Speaker unnamed) {
        this.label = label;
        this.machine = machine;
        this.unnamed = unnamed;
    }

    /** The kernel and the manager of services of a host: what they say is of the server that speaks there, if one does. */
    static Speaker ofMachine(String host, Speaker unnamed) {
        return new Speaker("", host, unnamed);
    }

    /** A line was written by this process; children write into the log of their server under numbers of their own. */
    void written(char role, long pid) {
        process = role == 'C' ? process : pid;
        main = role == 'M' || role == 'S'; // before 3.0 no line tells a child from its server
    }

    /** One life of the server. Its port may become known after its first lines. */
    static final class Run {
        private int port;

        void port(int known) {
            this.port = known;
        }

        int port() {
            return port;
        }
    }

    /** An event or sample whose moment is known once year and zone are. */
    static final class Remark {
        private final Run run;
        private final long process;
        private final boolean main;
        private final String label;
        private final String machine;
        private final long line;
        private final long offset;
        private ToldTime time;
        private int yearIndex;
        private Optional<Sample> sample = Optional.empty();
        private Optional<Exhibit> exhibit = Optional.empty();
        private Event.Kind kind = Event.Kind.NOTE;
        private String text = "";
        private Map<Amount, Double> numbers = Map.of();

        Remark(Speaker speaker, long line, long offset, ToldTime time, int yearIndex) {
            this.run = speaker.run();
            this.process = speaker.process;
            this.main = speaker.main;
            this.label = speaker.label;
            this.machine = speaker.machine;
            this.line = line;
            this.offset = offset;
            this.time = time;
            this.yearIndex = yearIndex;
        }

        void happened(Event.Kind what, String words, Map<Amount, Double> quantities) {
            this.kind = what;
            this.text = words;
            this.numbers = quantities;
        }

        void shown(Exhibit table) {
            this.exhibit = Optional.of(table);
        }

        Optional<Exhibit> exhibit() {
            return exhibit;
        }

        void measured(Sample measure) {
            this.sample = Optional.of(measure);
        }

        void time(ToldTime known, int index) {
            this.time = known;
            this.yearIndex = index;
        }

        Optional<Sample> sample() {
            return sample;
        }

        Event.Kind kind() {
            return kind;
        }

        String text() {
            return text;
        }

        Map<Amount, Double> numbers() {
            return numbers;
        }

        /** The process whose line it is, where the log says. */
        OptionalLong process() {
            return process < 0 ? OptionalLong.empty() : OptionalLong.of(process);
        }

        /** Whether that process says of itself that it is a server, and no child. */
        boolean ofMain() {
            return main;
        }

        ToldTime time() {
            return time;
        }

        int yearIndex() {
            return yearIndex;
        }

        long line() {
            return line;
        }

        long offset() {
            return offset;
        }

        /**
         * Who spoke: what the transport says, else the port that the server listens on.
         *
         * @param isServer whether a server speaks under the name of a host
         */
        Optional<String> speaker(Predicate<String> isServer) {
            if (!label.isEmpty()) {
                return Optional.of(label);
            }
            if (!machine.isEmpty() && isServer.test(machine)) {
                return Optional.of(machine);
            }
            return run.port > 0 ? Optional.of(":" + run.port) : Optional.empty();
        }
    }

    String label() {
        return label;
    }

    String machine() {
        return machine;
    }

    Run run() {
        return unnamed == null ? run : unnamed.run;
    }

    void newRun() {
        run = new Run();
        starved = false;
    }

    /** Notes that this life ended for want of memory; false when the log has said so already. */
    boolean starves() {
        boolean first = !starved;
        starved = true;
        return first;
    }

    ToldTime lastTime() {
        return lastTime;
    }

    /** A line with a time: everything that waited for a neighbour's time gets it. */
    void timeSeen(ToldTime time, int yearIndex) {
        lastTime = time;
        if (!waiting.isEmpty()) {
            waiting.forEach(record -> record.time(time, yearIndex));
            waiting.clear();
        }
    }

    void waitForTime(Remark record) {
        if (record.time().kind() == ToldTime.Kind.NONE && waiting.size() < MAX_DATABASES) {
            waiting.add(record);
        }
    }

    /** {@code DB 0: 1000 keys (10 volatile) in 1024 slots HT.}; true when it starts a new round of databases. */
    boolean keyspaceContinues(long database) {
        return !keyspace.containsKey(database) && keyspace.size() < MAX_DATABASES;
    }

    void keyspace(long database, double keys, double volatileKeys, ToldTime time) {
        keyspace.put(database, new double[] {keys, volatileKeys});
        keyspaceTime = time;
    }

    ToldTime keyspaceTime() {
        return keyspaceTime;
    }

    /** Keys, expiring keys and databases since the last call, null for no line. */
    double @Nullable [] takeKeyspace() {
        if (keyspace.isEmpty()) {
            return null;
        }
        double[] sum = {0, 0, keyspace.size()};
        for (double[] one : keyspace.values()) {
            sum[0] += one[0];
            sum[1] += one[1];
        }
        keyspace.clear();
        return sum;
    }

    @Nullable
    Remark crash() {
        return crash;
    }

    void crash(@Nullable Remark record) {
        this.crash = record;
    }

    @Nullable
    Section section() {
        return section;
    }

    void section(@Nullable Section open) {
        this.section = open;
    }

    boolean inReport() {
        return inReport;
    }

    void inReport(boolean open) {
        this.inReport = open;
    }
}
