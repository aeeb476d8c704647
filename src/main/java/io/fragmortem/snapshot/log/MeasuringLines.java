package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.ToldTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes samples of the lines in which a server states numbers: its keys, its clients, its allocator, its process. */
final class MeasuringLines {

    private static final Layout ALLOCATOR = Layout.of(List.of(
            Field.ALLOCATOR_ALLOCATED, Field.ALLOCATOR_ACTIVE, Field.ALLOCATOR_RESIDENT, Field.CONFIG_ACTIVEDEFRAG));
    private static final Layout CLIENTS =
            Layout.of(List.of(Field.USED_MEMORY, Field.CONNECTED_CLIENTS, Field.CONNECTED_SLAVES));
    private static final Layout KEYSPACE =
            Layout.of(List.of(Field.KEYSPACE_KEYS, Field.KEYSPACE_EXPIRES, Field.KEYSPACE_DATABASES));
    private static final Layout RDB = Layout.of(List.of(Field.RDB_USED_MEM));
    private static final Layout PROCESS = Layout.of(List.of(Field.PROCESS_ID));

    private static final byte[] ACTIVE = Bytes.ascii(", active=");
    private static final byte[] RESIDENT = Bytes.ascii(", resident=");
    private static final byte[] CONNECTED = Bytes.ascii(" clients connected (");
    private static final byte[] BYTES_BEFORE = Bytes.ascii("), ");

    /** Half of the last digit of {@code 1.23 Mb}. */
    private static final double RDB_ERROR = 0.005 * 1024 * 1024;

    private final LogReader reader;

    MeasuringLines(LogReader reader) {
        this.reader = reader;
    }

    /** {@code Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=17532, just started}. */
    void process(Fact fact, String version, double pid, ToldTime time, int index) {
        double[] values = {pid};
        Map<Fact, String> facts = Map.of(fact, Text.shown(version));
        reader.hold(time, index)
                .measured(new Sample(reader.origin(), Stamp.NONE, PROCESS, values, null, facts, Set.of()));
    }

    /** {@code DB 0: 1000 keys (10 volatile) in 1024 slots HT.} */
    void keyspace(byte[] b, int from, int to, ToldTime time) {
        long database = Bytes.number(b, from + 3, to);
        int colon = Bytes.indexOf(b, from, to, new byte[] {':', ' '});
        int open = Bytes.indexOf(b, from, to, new byte[] {' ', '('});
        if (database < 0 || colon < 0 || open < 0) {
            return;
        }
        Speaker speaker = reader.speaker();
        if (!speaker.keyspaceContinues(database)) {
            flushKeyspace(speaker);
        }
        double[] values = {LogRule.decimal(b, colon + 2, to), LogRule.decimal(b, open + 2, to)};
        tellUnread(values, b, from, to);
        speaker.keyspace(database, values[0], values[1], time);
    }

    /** The databases of one report are one sample. */
    void flushKeyspace(Speaker speaker) {
        double[] sum = speaker.takeKeyspace();
        if (sum != null) {
            reader.holdAt(speaker.keyspaceTime()).measured(reader.sample(KEYSPACE, sum));
        }
    }

    /** {@code 3 clients connected (0 slaves), 813168 bytes in use}, from Valkey 8 on with {@code Total: } before it. */
    void clients(byte[] b, int from, int to, ToldTime time, int index) {
        int connected = Bytes.indexOf(b, from, to, CONNECTED);
        int bytes = Bytes.indexOf(b, from, to, BYTES_BEFORE);
        if (connected < 0 || bytes < 0) {
            return;
        }
        flushKeyspace(reader.speaker());
        int start = connected;
        while (start > from && Bytes.isDigit(b[start - 1])) {
            start--;
        }
        double[] values = {
            LogRule.decimal(b, bytes + BYTES_BEFORE.length, to),
            LogRule.decimal(b, start, to),
            LogRule.decimal(b, connected + CONNECTED.length, to)
        };
        tellUnread(values, b, from, to);
        reader.hold(time, index).measured(reader.sample(CLIENTS, values));
    }

    /** {@code allocated=9800001024, active=27200004096, resident=27900006400, frag=178% (185% rss), ...}: only active defrag that is on says so. */
    void allocator(byte[] b, int from, int to, ToldTime time, int index) {
        int active = Bytes.indexOf(b, from, to, ACTIVE);
        int resident = Bytes.indexOf(b, from, to, RESIDENT);
        if (active < 0 || resident < 0) {
            return;
        }
        double[] values = {
            LogRule.decimal(b, from + "allocated=".length(), to),
            LogRule.decimal(b, active + ACTIVE.length, to),
            LogRule.decimal(b, resident + RESIDENT.length, to),
            1
        };
        tellUnread(values, b, from, to);
        reader.hold(time, index).measured(reader.sample(ALLOCATOR, values));
    }

    private void tellUnread(double[] values, byte[] b, int from, int to) {
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            reader.unread(b, from, to);
        }
    }

    /** {@code RDB memory usage when created 1.23 Mb}. */
    void rdb(double usedBytes, ToldTime time, int index) {
        reader.hold(time, index).measured(reader.rounded(RDB, usedBytes, RDB_ERROR));
    }
}
