package io.fragmortem.snapshot.system;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.text.Utf8;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that administrators paste: {@code free}, {@code ps aux}, {@code top}, {@code docker stats},
 * {@code kubectl top pod}, {@code kubectl get pods}.
 *
 * <pre>
 *                total        used        free      shared  buff/cache   available
 * Mem:           24105        3211       12000          10        8894       20500
 * USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
 * redis       4018  1.3 20.1 5242880 5033164 ?     Ssl  Nov13  29:24 redis-server *:6379
 * 63d0a2b0f1c5   cache     0.35%     57.4MiB / 256MiB      22.42%    1.2kB / 0B   0B / 0B   6
 * </pre>
 *
 * <p>Long because six tools share one walk over columns.
 */
public final class TableFormat implements Format {

    private static final Passage PASSAGE = Passage.of(line -> tableOf(line) != Table.NONE, line -> !line.isBlank());

    private static final double KIB = 1024;
    private static final int LOOK = 1 << 14;

    /** The first line of what sysstat's tools print: {@code Linux 6.1.0 (cache-1)  11/22/2026  _x86_64_  (4 CPU)}. */
    private static final Pattern SYSSTAT =
            Pattern.compile("Linux \\S+ \\([^)]+\\)\\s+(\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4})\\s.*");

    private static final Pattern CLOCK = Pattern.compile("\\d{2}:\\d{2}:\\d{2}");

    private static final Pattern GROUP = Pattern.compile(".*(?:" + ServerProgram.forks() + ")[^/]*");

    private enum Table {
        FREE,
        PROCESSES,
        DOCKER,
        PODS,
        POD_STATES,
        GROUPS,
        NONE
    }

    @Override
    public String name() {
        return "os-table";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        for (String line : new Head(Utf8.text(bytes, Math.min(bytes.length, LOOK))).lines(30)) {
            if (tableOf(line) != Table.NONE) {
                return Sureness.HEADLINE;
            }
        }
        return Sureness.NO;
    }

    private static Table tableOf(String line) {
        if (FreeTable.isHead(line) || FreeTable.isRow(line)) {
            return Table.FREE;
        }
        if (line.contains("PID") && (line.contains(" RSS") || line.contains(" RES "))) {
            return Table.PROCESSES;
        }
        if (line.contains("MEM USAGE / LIMIT")) {
            return Table.DOCKER;
        }
        if (line.startsWith("Control Group") && line.contains(" Memory")) {
            return Table.GROUPS;
        }
        if (line.contains("READY") && line.contains("STATUS") && line.contains("RESTARTS")) {
            return Table.POD_STATES;
        }
        return line.contains("MEMORY(bytes)") ? Table.PODS : Table.NONE;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.ARE_VALUES, TableFormat::read);
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        Table table = Table.NONE;
        List<String> columns = List.of();
        SampleBuilder host = new SampleBuilder();
        Stamp stamp = moments.stamp();
        int given = 0;
        String day = "";
        while (moments.next()) {
            String line = moments.line();
            Table header = table == Table.FREE && FreeTable.isRow(line) ? Table.NONE : tableOf(line);
            Matcher sysstat = SYSSTAT.matcher(line);
            day = sysstat.matches() ? sysstat.group(1) : day;
            if (header != Table.NONE || moments.fresh()) {
                given += give(host, moments, stamp, sink);
                host = new SampleBuilder();
                stamp = moments.stamp();
            }
            if (header != Table.NONE) {
                table = header;
                String titles = line.startsWith("#") ? line.substring(1) : line; // pidstat -h
                columns = Arrays.asList(titles.strip().split("\\s+"));
                if (!FreeTable.isRow(line)) {
                    continue;
                }
                columns = List.of();
            }
            switch (table) {
                case FREE -> FreeTable.row(line, columns, host, moments);
                case PROCESSES -> given += process(line, columns, day, moments, sink);
                case DOCKER -> given += container(line, moments, sink);
                case PODS -> given += pod(line, columns, moments, sink);
                case POD_STATES -> given += state(line, columns, moments, sink);
                case GROUPS -> given += group(line, columns, moments, sink);
                case NONE -> {}
            }
        }
        given += give(host, moments, stamp, sink);
        if (given == 0) {
            moments.reject(Phrase.of("input.found.no_server_row"), Phrase.of("input.expected.process_table"));
        }
    }

    private static int give(SampleBuilder host, Moments moments, Stamp stamp, Sink sink) {
        if (host.isEmpty()) {
            return 0;
        }
        sink.sample(host.build(moments.origin(), stamp));
        return 1;
    }

    /** The size in a cell; one that is none is told. */
    static Optional<SizeText.Size> size(String cell, Decimal decimal, Moments moments) {
        Optional<SizeText.Size> size = SizeText.parse(cell, decimal);
        if (size.isEmpty()) {
            moments.refuse(cell);
        }
        return size;
    }

    private static int process(String line, List<String> columns, String day, Moments moments, Sink sink) {
        String[] cells = line.strip().split("\\s+");
        int rss = Math.max(columns.indexOf("RSS"), columns.indexOf("RES"));
        int pid = columns.indexOf("PID");
        if (!isServer(line, columns, cells) || rss < 0 || cells.length <= Math.max(rss, pid)) {
            return 0;
        }
        SampleBuilder sample = new SampleBuilder();
        Optional<SizeText.Size> size = size(cells[rss], Decimal.POWERS_OF_1024, moments);
        boolean kib = cells[rss].chars().allMatch(Text::isDigit);
        size.ifPresent(known -> sample.set(Field.OS_VM_RSS, known.bytes() * (kib ? KIB : 1), known.error()));
        int vsz = Math.max(columns.indexOf("VSZ"), columns.indexOf("VIRT"));
        if (vsz >= 0 && vsz < cells.length) {
            boolean plain = cells[vsz].chars().allMatch(Text::isDigit);
            SizeText.parse(cells[vsz], Decimal.POWERS_OF_1024)
                    .ifPresent(known -> sample.set(Field.OS_VM_SIZE, known.bytes() * (plain ? KIB : 1), known.error()));
        }
        if (pid >= 0 && cells[pid].length() < 10 && cells[pid].chars().allMatch(Text::isDigit)) {
            sample.set(Field.PROCESS_ID, Double.parseDouble(cells[pid]));
        }
        Stamp row = rowTime(cells, columns.get(0), day, moments);
        Stamp stamp = row.known() ? row : moments.stamp();
        Sample built = sample.build(labelled(moments.origin(), port(line)), stamp);
        sink.sample(built);
        return 1;
    }

    /** {@code pidstat} begins each row with its time: of the day that its first line tells, or seconds since the epoch. */
    private static Stamp rowTime(String[] cells, String title, String day, Moments moments) {
        if (title.equals("Time") && cells[0].matches("\\d{10}")) {
            return moments.cell(cells[0]);
        }
        boolean half = cells.length > 1 && (cells[1].equals("AM") || cells[1].equals("PM"));
        boolean clock = !day.isEmpty() && CLOCK.matcher(cells[0]).matches();
        return clock ? moments.cell(day + " " + cells[0] + (half ? " " + cells[1] : "")) : Stamp.NONE;
    }

    /** {@code redis-server *:6379} and {@code /opt/bin/dragonfly --port=6380}, but no search for one. */
    private static boolean isServer(String line, List<String> columns, String[] cells) {
        int command = Math.max(columns.indexOf("COMMAND"), columns.indexOf("CMD"));
        String program = command < 0 || command >= cells.length ? "" : cells[command];
        return ServerProgram.isStartedIn(line) || ServerProgram.is(program.substring(program.lastIndexOf('/') + 1));
    }

    /** {@code redis-server 127.0.0.1:6379 [cluster]}. */
    private static Optional<String> port(String line) {
        int at = line.indexOf("-server ");
        int colon = at < 0 ? -1 : line.indexOf(':', at);
        if (colon < 0) {
            return Optional.empty();
        }
        int end = colon + 1;
        while (end < line.length() && Text.isDigit(line.charAt(end))) {
            end++;
        }
        return end - colon > 2 ? Optional.of(line.substring(colon, end)) : Optional.empty();
    }

    private static Origin labelled(Origin origin, Optional<String> label) {
        return label.isEmpty() ? origin : origin.by(label);
    }

    /** {@code 63d0a2b0f1c5   cache     0.35%     57.4MiB / 256MiB      22.42%}. */
    private static int container(String line, Moments moments, Sink sink) {
        int slash = line.indexOf(" / ");
        if (slash < 0) {
            return 0;
        }
        String[] before = line.substring(0, slash).strip().split("\\s+");
        String[] after = line.substring(slash + 3).strip().split("\\s+");
        Optional<SizeText.Size> use = size(before[before.length - 1], Decimal.POWERS_OF_1000, moments);
        Optional<SizeText.Size> limit = size(after[0], Decimal.POWERS_OF_1000, moments);
        if (use.isEmpty() || limit.isEmpty()) {
            return 0;
        }
        SampleBuilder sample = new SampleBuilder()
                .set(Field.CGROUP_CURRENT, use.get().bytes(), use.get().error())
                .set(Field.CGROUP_LIMIT, limit.get().bytes(), limit.get().error())
                .mark(Sample.Mark.ROUNDED);
        String label = before.length > 3 ? before[1] : before[0];
        sink.sample(sample.build(labelled(moments.origin(), Optional.of(label)), moments.stamp()));
        return 1;
    }

    private static int pod(String line, List<String> columns, Moments moments, Sink sink) {
        String[] cells = line.strip().split("\\s+");
        int memory = columns.indexOf("MEMORY(bytes)");
        String lower = line.toLowerCase(Locale.ROOT);
        if (memory < 0 || cells.length <= memory || !ServerProgram.isIn(lower)) {
            return 0;
        }
        int pod = columns.indexOf("POD");
        int container = columns.indexOf("NAME");
        if (pod >= 0 && container >= 0 && !ServerProgram.isContainer(cells[pod], cells[container])) {
            return 0; // what runs beside the server in its pod
        }
        Optional<SizeText.Size> use = size(cells[memory], Decimal.POWERS_OF_1024, moments);
        if (use.isEmpty()) {
            return 0;
        }
        SampleBuilder sample = new SampleBuilder()
                .set(Field.CGROUP_CURRENT, use.get().bytes(), use.get().error())
                .mark(Sample.Mark.ROUNDED);
        String label = cells[Math.max(0, pod >= 0 ? pod : container)];
        sink.sample(sample.build(labelled(moments.origin(), Optional.of(label)), moments.stamp()));
        return 1;
    }

    /** {@code system.slice/redis-server.service   5   1.9   5.8G   -   -} of {@code systemd-cgtop}. */
    private static int group(String line, List<String> columns, Moments moments, Sink sink) {
        String[] cells = line.strip().split("\\s+");
        int memory = columns.indexOf("Memory") - 1; // "Control Group" is one column
        if (cells.length <= memory || !GROUP.matcher(cells[0]).matches() || cells[memory].equals("-")) {
            return 0;
        }
        Optional<SizeText.Size> use = size(cells[memory], Decimal.POWERS_OF_1024, moments);
        SampleBuilder sample = new SampleBuilder().mark(Sample.Mark.ROUNDED);
        use.ifPresent(known -> sample.set(Field.CGROUP_CURRENT, known.bytes(), known.error()));
        String label = cells[0].substring(cells[0].lastIndexOf('/') + 1);
        sink.sample(sample.build(labelled(moments.origin(), Optional.of(label)), moments.stamp()));
        return 1;
    }

    /** {@code redis-0   0/1   OOMKilled   7 (2m11s ago)   4d2h}: a pod whose container was full. */
    private static int state(String line, List<String> columns, Moments moments, Sink sink) {
        String[] cells = line.strip().split("\\s+");
        int status = columns.indexOf("STATUS");
        int restarts = columns.indexOf("RESTARTS");
        int name = columns.indexOf("NAME");
        String lower = line.toLowerCase(Locale.ROOT);
        boolean server = ServerProgram.isIn(lower);
        boolean whole = Math.min(name, Math.min(status, restarts)) >= 0
                && cells.length > Math.max(name, Math.max(status, restarts));
        if (!server || !whole || !cells[status].equals("OOMKilled")) {
            return 1; // pods that run, and those of others, are known and not needed
        }
        String text = "Reason: OOMKilled, restarts: " + cells[restarts];
        Origin origin = labelled(moments.origin(), Optional.of(cells[name]));
        Map<Amount, Double> counted = cells[restarts].matches("\\d{1,9}")
                ? Map.of(Amount.RESTARTS, Double.parseDouble(cells[restarts]))
                : Map.of();
        sink.event(new Event(Event.Kind.KERNEL_OOM_KILL, origin, moments.stamp(), text, counted));
        return 1;
    }
}
