package io.fragmortem.snapshot.system;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.text.SizeText;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line in which {@code systemctl status} tells of the control group of a unit, to one decimal in powers of 1024:
 * {@code Memory: 5.6G (max: 6.0G available: 380.1M peak: 5.9G)}. Without a limit it is no more than any other sentence.
 */
final class UnitMemory {

    private static final String SIZE = "(\\d{1,4}(?:\\.\\d)?[BKMGT])";
    private static final Pattern LINE =
            Pattern.compile("\\s*Memory: " + SIZE + " \\((?:[a-z ]{3,12}: " + SIZE + " ?){1,6}\\)");
    private static final Pattern PART = Pattern.compile("(max|limit|peak): " + SIZE);

    private static final Map<String, Field> FIELDS =
            Map.of("max", Field.CGROUP_LIMIT, "limit", Field.CGROUP_LIMIT, "peak", Field.CGROUP_PEAK);

    private UnitMemory() {}

    static boolean is(String line) {
        return line.length() < 200
                && line.contains("Memory: ")
                && (line.contains("max: ") || line.contains("limit: "))
                && LINE.matcher(line.stripTrailing()).matches();
    }

    static void tell(String line, SampleBuilder sample) {
        int open = line.indexOf('(');
        put(Field.CGROUP_CURRENT, line.substring(line.indexOf(':') + 1, open).strip(), sample);
        Matcher part = PART.matcher(line.substring(open));
        while (part.find()) {
            put(FIELDS.getOrDefault(part.group(1), Field.CGROUP_LIMIT), part.group(2), sample);
        }
    }

    private static void put(Field field, String size, SampleBuilder sample) {
        SizeText.parse(size, SizeText.Decimal.POWERS_OF_1024)
                .ifPresent(read -> sample.set(field, read.bytes(), read.error()));
    }
}
