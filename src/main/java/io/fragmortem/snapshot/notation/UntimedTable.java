package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.TimeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of the present values of several servers, in which no row has a time: what a table panel of Grafana gives, or a page of
 * Zabbix. Each server is written as the dump of INFO that it stands for.
 *
 * <pre>
 * "instance","Memory used","Memory RSS"          Host     Name                     Last value
 * "cache-1:9121","2.21 GiB","3.54 GiB"           cache-1  Redis: Memory used       2.21 GB
 * </pre>
 */
final class UntimedTable {

    private static final Set<String> METRIC = Set.of("metric", "name", "key", "item", "field", "series", "指标", "监控项");
    private static final Set<String> VALUE = Set.of(
            "value",
            "val",
            "last value",
            "latest value",
            "last",
            "latest",
            "current",
            "wert",
            "letzter wert",
            "值",
            "最新值");

    /** {@code 2.21 GiB}, {@code 2.21G}: written as INFO writes an amount for people. */
    private static final Pattern BINARY = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([KMGT])(?:iB)?");

    /** What INFO prints for people beside the bytes. */
    private static final Set<Field> FOR_PEOPLE =
            Set.of(Field.USED_MEMORY, Field.USED_MEMORY_RSS, Field.USED_MEMORY_PEAK, Field.MAXMEMORY);

    private static final int SHORTEST_TIME = 8;
    private static final int LOOK_AT = 60;
    private static final int LONGEST = 20_000;

    private final char delimiter;
    private final List<String> names;
    private final int speaker;
    private final int metric;
    private final int value;

    private UntimedTable(char delimiter, List<String> names) {
        this.delimiter = delimiter;
        this.names = names;
        this.speaker = SpeakerKey.nearest(names);
        this.metric = index(names, METRIC);
        this.value = index(names, VALUE);
    }

    private static int index(List<String> names, Set<String> known) {
        for (int i = 0; i < names.size(); i++) {
            if (known.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<UntimedTable> in(String text) {
        List<String> lines = Text.lines(text).limit(LOOK_AT).toList();
        String header = lines.isEmpty() ? "" : lines.get(0);
        for (char c : new char[] {'\t', ';', ','}) {
            if (header.indexOf(c) > 0 && header.length() < LONGEST) {
                UntimedTable table = new UntimedTable(c, cells(header, c));
                return table.speaker >= 0 && table.isIn(lines) ? Optional.of(table) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isLong() {
        return metric >= 0 && value >= 0;
    }

    /** Rows as wide as the header, none with a time, of which one tells used memory or RSS. */
    private boolean isIn(List<String> lines) {
        Map<Field, String> told = new LinkedHashMap<>();
        TimeText time = new TimeText();
        int rows = 0;
        for (String line : lines.subList(1, lines.size())) {
            List<String> row = cells(line, delimiter);
            if (line.isBlank() || row.size() != names.size()) {
                continue;
            }
            rows++;
            for (int i = 0; i < row.size(); i++) {
                boolean figure = isLong()
                        ? i == value
                        : MetricNames.resolve(names.get(i)).isPresent();
                if (!figure && row.get(i).length() >= SHORTEST_TIME && time.parseCell(row.get(i))) {
                    return false;
                }
            }
            told.putAll(fields(row));
        }
        return rows > 0 && told.containsKey(Field.USED_MEMORY) && told.size() > 1;
    }

    /** A long table with INFO's own names looks like fields to whoever reads those, and its servers like one. */
    static boolean opensLong(Head head) {
        return Notation.opensTable(head)
                && in(head.readable()).filter(UntimedTable::isLong).isPresent();
    }

    static boolean opens(Head head) {
        return Notation.opensTable(head) && in(head.readable()).isPresent();
    }

    static String asInfo(String text) {
        return in(text).map(table -> table.written(text)).orElse(text);
    }

    private String written(String text) {
        Map<String, List<String>> servers = new LinkedHashMap<>();
        Text.lines(text).skip(1).forEach(line -> {
            List<String> row = cells(line, delimiter);
            if (row.size() == names.size()) {
                List<String> own = servers.computeIfAbsent(row.get(speaker), name -> new ArrayList<>());
                fields(row).forEach((field, amount) -> own.add(written(field, amount)));
            }
        });
        StringBuilder out = new StringBuilder();
        servers.forEach((name, fields) -> out.append("\n### ")
                .append(name)
                .append('\n')
                .append(String.join("\n", fields))
                .append('\n'));
        return out.toString();
    }

    private Map<Field, String> fields(List<String> row) {
        Map<Field, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            boolean figure = isLong() ? i == value : i != speaker;
            String name = isLong() ? row.get(metric) : names.get(i);
            String cell = row.get(i);
            if (figure && !cell.isEmpty() && Text.isDigit(cell.charAt(0))) {
                MetricNames.resolve(SeriesName.parse(name).metric())
                        .ifPresent(target -> fields.putIfAbsent(target.field(), inUnit(cell, target.factor())));
            }
        }
        return fields;
    }

    /** {@code RSS (MB)} above 3620. */
    private static String inUnit(String cell, double factor) {
        return factor == 1 || !isPlain(cell) ? cell : Long.toString(Math.round(Double.parseDouble(cell) * factor));
    }

    private static boolean isPlain(String cell) {
        return cell.matches("\\d{1,18}(?:\\.\\d{1,9})?");
    }

    private static String written(Field field, String cell) {
        Matcher binary = BINARY.matcher(cell);
        if (FOR_PEOPLE.contains(field) && binary.matches()) {
            return field.infoName() + "_human:" + binary.group(1) + binary.group(2);
        }
        String amount = isPlain(cell)
                ? cell
                : SizeText.parse(cell, SizeText.Decimal.POWERS_OF_1000)
                        .map(size -> Long.toString(Math.round(size.bytes())))
                        .orElse(cell);
        return field.infoName() + ":" + amount;
    }

    private static List<String> cells(String line, char delimiter) {
        return LogTable.cells(line, delimiter).stream().map(String::strip).toList();
    }
}
