package io.fragmortem.snapshot.system;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.snapshot.text.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What {@code free} prints, known by its shape: procps translates all of its words. */
final class FreeTable {

    private static final double KIB = 1024;

    /**
     * The head of {@code free} in whatever language procps speaks: indented, total, used, free, shared, buffers and cache with a
     * slash between them, available.
     */
    private static final Pattern FREE = Pattern.compile(
            "(?:\\t|\\s{4,})[^\\s\\d/]+(?:\\s+[^\\s\\d/]+){3}\\s+[^\\s\\d/]+/[^\\s\\d/]+\\s+[^\\s\\d/]+\\s*");

    /** Numbers in the row of swap, and in the rows of low, high and total memory that {@code -l} and {@code -t} add. */
    private static final int OF_SWAP = 3;

    private static final int LONGEST_LABEL = 20;

    /** A row that was quoted without its head; its unit must show: {@code Swap:   0B   0B   0B}. */
    private static final Pattern ROW =
            Pattern.compile("\\s*(?:Mem|Swap):(?:\\s+(?:0|\\d+(?:[.,]\\d+)?(?:B|[KMGT](?:i?B?)?))){3,6}\\s*");

    private FreeTable() {}

    /** Whether this is one of its rows, by its English name. */
    static boolean isRow(String line) {
        int colon = line.indexOf(':');
        return colon > 2 && colon < LONGEST_LABEL && ROW.matcher(line).matches();
    }

    /** Whether this is its first line. */
    static boolean isHead(String line) {
        boolean english =
                line.contains("total") && line.contains("used") && line.contains("free") && line.contains("shared");
        return english || (line.indexOf('/') > 0 && FREE.matcher(line).matches());
    }

    /**
     * The rows of memory and swap, whatever they are called: total, used, free, shared, buff/cache, available, before 2014
     * buffers and cached at the end; of swap the first three. The unit is KiB for plain {@code free}, else it shows in the
     * magnitude.
     */
    static void row(String line, List<String> columns, SampleBuilder host, Moments moments) {
        String[] words = line.strip().split("\\s+");
        int label = 0;
        while (label < words.length && (words[label].isEmpty() || !Text.isDigit(words[label].charAt(0)))) {
            label++;
        }
        String[] cells = Arrays.copyOfRange(words, label, words.length);
        boolean memory = cells.length > OF_SWAP && !host.has(Field.HOST_MEM_TOTAL);
        // of the rows of three the last that tells anything: high memory is 0
        boolean swap = cells.length == OF_SWAP
                && (host.has(Field.HOST_MEM_TOTAL) || words[0].equals("Swap:"))
                && !(host.get(Field.HOST_SWAP_TOTAL).orElse(0) > 0);
        if (label == 0 || !(memory || swap)) {
            return;
        }
        double unit = unitOf(cells[0]);
        if (swap && isMemoryAgain(cells[0], unit, host)) {
            return;
        }
        put(host, swap ? Field.HOST_SWAP_TOTAL : Field.HOST_MEM_TOTAL, cells, 0, unit, moments);
        put(host, swap ? Field.HOST_SWAP_FREE : Field.HOST_MEM_FREE, cells, 2, unit, moments);
        boolean available =
                columns.size() == 7 || (columns.size() == 6 && columns.get(4).indexOf('/') > 0);
        if (memory && available) {
            put(host, Field.HOST_MEM_AVAILABLE, cells, columns.size() - 1, unit, moments);
        }
    }

    /** On 64 bits all memory is low: {@code -l} tells its total once more, and no high memory, before the row of swap. */
    private static boolean isMemoryAgain(String total, double unit, SampleBuilder host) {
        OptionalDouble again = SizeText.parse(total, Decimal.POWERS_OF_1024).stream()
                .mapToDouble(size -> size.bytes() * unit)
                .findFirst();
        return again.isPresent() && again.equals(host.get(Field.HOST_MEM_TOTAL));
    }

    /** Without letters: bytes above 10^9, MiB ({@code -m}) below 10^6 of total memory, else KiB. */
    private static double unitOf(String total) {
        boolean plain = total.chars().allMatch(Text::isDigit);
        double number = plain && total.length() < 18 ? Double.parseDouble(total) : 0;
        if (!plain || number >= 1e9) {
            return 1;
        }
        return number < 2e6 ? KIB * KIB : KIB;
    }

    private static void put(
            SampleBuilder sample, Field field, String[] cells, int index, double unit, Moments moments) {
        if (index >= cells.length) {
            return;
        }
        Optional<SizeText.Size> size = TableFormat.size(cells[index], Decimal.POWERS_OF_1024, moments);
        size.ifPresent(known -> {
            double error = known.error() > 0 ? known.error() : unit > KIB ? unit / 2 : 0;
            sample.set(field, known.bytes() * unit, error);
        });
    }
}
