package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.ServerProgram;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Understands what the kernel writes when memory ends:
 *
 * <pre>
 * [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
 * [   4018]   999  4018  1572864  1310720      10561536        0             0 redis-server
 * memory: usage 262144kB, limit 262144kB, failcnt 1543
 * Out of memory: Killed process 4018 (redis-server) total-vm:6291456kB, anon-rss:5242880kB, file-rss:0kB, ...
 * </pre>
 */
final class Kernel {

    static final Layout CGROUP = Layout.of(List.of(Field.CGROUP_CURRENT, Field.CGROUP_LIMIT));
    static final Layout TASK = Layout.of(List.of(Field.PROCESS_ID, Field.OS_VM_SIZE, Field.OS_VM_RSS));

    private static final byte[] KILLED = Bytes.ascii("Killed process ");
    private static final byte[] USAGE = Bytes.ascii("memory: usage ");
    private static final byte[] LIMIT = Bytes.ascii("kB, limit ");
    private static final byte[] TASKS = Bytes.ascii("uid  tgid total_vm");
    private static final double KIB = 1024;
    private static final double PAGE = 4096;

    private static final byte[] INVOKED = Bytes.ascii("invoked oom-killer");
    private static final List<byte[]> GROUP_WORDS = Stream.of(
                    "emory cgroup out of memory", "CONSTRAINT_MEMCG", "killed as a result of limit of")
            .map(Bytes::ascii)
            .toList();
    private static final List<byte[]> HOST_WORDS = Stream.of("Out of memory: Kill", "CONSTRAINT_NONE")
            .map(Bytes::ascii)
            .toList();

    private static final Map<Amount, byte[]> SIZES = Map.of(
            Amount.TOTAL_VM_BYTES, Bytes.ascii("total-vm:"),
            Amount.ANON_RSS_BYTES, Bytes.ascii("anon-rss:"),
            Amount.FILE_RSS_BYTES, Bytes.ascii("file-rss:"),
            Amount.SHMEM_RSS_BYTES, Bytes.ascii("shmem-rss:"));

    private final Map<String, Integer> columns = new HashMap<>();

    /** 1 when the present kill is a control group's, 0 when it is the host's, NaN when no line has said so. */
    private double group = Double.NaN;

    /**
     * Reads the words of an OOM kill, null for another line. Its own line may not say whose memory ended, as none did
     * before 4.19: then the lines before it do, and {@link Amount#OF_GROUP} tells, 1 for a control group and 0 for the host.
     */
    @Nullable
    Map<Amount, Double> killed(byte[] b, int from, int to) {
        constraint(b, from, to);
        int at = Bytes.indexOf(b, from, to, KILLED);
        if (at < 0) {
            return null;
        }
        Map<Amount, Double> numbers = Amount.none();
        put(numbers, Amount.OF_GROUP, group, 1);
        put(numbers, Amount.PID, LogRule.decimal(b, at + KILLED.length, to), 1);
        SIZES.forEach((amount, key) -> {
            int keyAt = Bytes.indexOf(b, at, to, key);
            if (keyAt >= 0) {
                put(numbers, amount, LogRule.decimal(b, keyAt + key.length, to), KIB);
            }
        });
        return numbers;
    }

    private void constraint(byte[] b, int from, int to) {
        if (Bytes.indexOf(b, from, to, INVOKED) >= 0) {
            group = Double.NaN;
        } else if (GROUP_WORDS.stream().anyMatch(words -> Bytes.indexOf(b, from, to, words) >= 0)) {
            group = 1;
        } else if (HOST_WORDS.stream().anyMatch(words -> Bytes.indexOf(b, from, to, words) >= 0)) {
            group = 0;
        }
    }

    private static void put(Map<Amount, Double> numbers, Amount amount, double value, double scale) {
        if (!Double.isNaN(value)) {
            numbers.put(amount, value * scale);
        }
    }

    /** A server's death is the story; the death of another program is a remark. */
    static Event.Kind kindOf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf('(', Math.max(0, lower.indexOf("killed process ")));
        int end = Math.max(at, lower.indexOf(')', at + 1));
        boolean server = at >= 0 && ServerProgram.is(lower.substring(at + 1, end));
        return server ? Event.Kind.KERNEL_OOM_KILL : Event.Kind.NOTE;
    }

    /** Usage and limit of the control group in bytes, null for another line. */
    static double @Nullable [] cgroup(byte[] b, int from, int to) {
        int at = Bytes.indexOf(b, from, to, USAGE);
        int limitAt = at < 0 ? -1 : Bytes.indexOf(b, at, to, LIMIT);
        if (limitAt < 0) {
            return null;
        }
        return new double[] {
            LogRule.decimal(b, at + USAGE.length, to) * KIB, LogRule.decimal(b, limitAt + LIMIT.length, to) * KIB
        };
    }

    /** Process id, virtual size and RSS of a server in the table of tasks, null for another line. */
    double @Nullable [] task(byte[] b, int from, int to) {
        if (Bytes.indexOf(b, from, to, TASKS) >= 0) {
            String[] names = words(b, from, to);
            columns.clear();
            for (int i = 0; i < names.length; i++) {
                columns.put(names[i], i);
            }
            return null;
        }
        if (columns.isEmpty() || to - from > 300) {
            return null;
        }
        String[] cells = words(b, from, to);
        boolean server = cells.length == columns.size() && ServerProgram.is(cells[cells.length - 1]);
        if (!server) {
            return null;
        }
        return new double[] {cell(cells, "pid"), cell(cells, "total_vm") * PAGE, cell(cells, "rss") * PAGE};
    }

    private double cell(String[] cells, String column) {
        Integer index = columns.get(column);
        byte[] digits = index == null ? new byte[0] : Bytes.ascii(cells[index]);
        return LogRule.decimal(digits, 0, digits.length);
    }

    /** The words from the last {@code [} on, without brackets. */
    private static String[] words(byte[] b, int from, int to) {
        String line = Bytes.text(b, from, Math.min(to, from + 300));
        return line.substring(line.lastIndexOf('[') + 1)
                .replace(']', ' ')
                .trim()
                .split(" +");
    }
}
