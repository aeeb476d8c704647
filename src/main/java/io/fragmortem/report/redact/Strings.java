package io.fragmortem.report.redact;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.redact.Classifier.Trust;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Rewrites every text in a tree of records, so that none is forgotten when a record gets one more. It knows records,
 * collections, maps and optionals; any other class of ours could hide a text and is refused.
 */
final class Strings {

    /** Words of ours, by record and component: keys of messages, names of formats, checksums, places in our own code. */
    private static final Set<String> OURS = Set.of(
            "Phrase.key",
            "AnalysisResult.toolVersion",
            "Input.format",
            "Input.sha256",
            "Defect.format",
            "Defect.trace",
            "Moved.metric",
            "Check.id",
            "TrendResult.method",
            "Slope.verdict",
            "Verdict.cause",
            "Verdict.silenced");

    /** Names of settings and fields, which only a hostile input chooses. */
    private static final Set<String> FIELDS = Set.of("Changed.name");

    private static final String COMMAND = "AnalysisResult.commandLine";

    private final BiFunction<String, Trust, String> rewrite;

    /** @param rewrite gives the text to show for a text */
    Strings(BiFunction<String, Trust, String> rewrite) {
        this.rewrite = rewrite;
    }

    /** The same with other texts; the very same object where none changed. */
    @SuppressWarnings("unchecked")
    <T> T of(T value) {
        return (T) copy(Objects.requireNonNull(value), Trust.NONE);
    }

    private Object copy(Object value, Trust trust) {
        if (value instanceof Enum<?>) {
            return value;
        } else if (value instanceof String text) {
            String rewritten = rewrite.apply(text, trust);
            return rewritten.equals(text) ? text : rewritten;
        } else if (value instanceof Record fields) {
            return fields(fields, trust);
        } else if (value instanceof Collection<?> all) {
            return collection(all, trust);
        } else if (value instanceof Map<?, ?> map) {
            return map(map, trust);
        } else if (value instanceof Optional<?> optional) {
            return optional(optional, trust);
        } else if (RecordParts.mayHide(value)) {
            throw new IllegalStateException("cannot look for secrets in " + value.getClass());
        }
        return value;
    }

    private Optional<?> optional(Optional<?> optional, Trust trust) {
        if (optional.isEmpty()) {
            return optional;
        }
        Object inside = copy(optional.get(), trust);
        return inside == optional.get() ? optional : Optional.ofNullable(inside);
    }

    private Object collection(Collection<?> all, Trust trust) {
        List<Object> copies = new ArrayList<>(all.size());
        boolean changed = false;
        for (Object element : all) {
            Object copy = copy(element, trust);
            changed |= copy != element;
            copies.add(copy);
        }
        if (!changed) {
            return all;
        }
        return all instanceof List<?> ? copies : new TreeSet<>(copies);
    }

    private Object map(Map<?, ?> map, Trust trust) {
        Map<Object, Object> copies = map instanceof SortedMap ? new TreeMap<>() : new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() instanceof Number && Shapes.announcesPort(String.valueOf(entry.getKey()))) {
                changed = true;
                continue; // a number cannot have a pseudonym
            }
            Object key = copy(entry.getKey(), Trust.FIELD);
            Object value = copy(entry.getValue(), trust);
            changed |= key != entry.getKey() || value != entry.getValue();
            copies.put(key, value);
        }
        return changed ? copies : map;
    }

    private Object fields(Record record, Trust trust) {
        if (record instanceof Phrase.Bytes || record instanceof Phrase.Count) {
            return record;
        }
        RecordParts parts = RecordParts.of(record);
        Object[] values = new Object[parts.size()];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Object value = parts.value(record, i);
            String name = parts.name(i);
            values[i] = OURS.contains(name) ? value : copy(value, trust(record, name, trust));
            changed |= values[i] != value && !parts.isPrimitive(i);
        }
        return changed ? parts.rebuilt(values) : record;
    }

    private static Trust trust(Record record, String component, Trust around) {
        if (record instanceof Phrase phrase && UserText.isIn(phrase)) {
            return Trust.USER;
        }
        if (component.equals(COMMAND)) {
            return Trust.COMMAND;
        }
        return FIELDS.contains(component) ? Trust.FIELD : around;
    }
}
