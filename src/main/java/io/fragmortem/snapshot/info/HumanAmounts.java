package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.info.line.Doubts;
import io.fragmortem.snapshot.info.line.NumberText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The amounts of one dump in their human form, {@code used_memory_human:836.48K}: a check on the bytes, else their stand-in. */
final class HumanAmounts {

    private final Map<Field, NumberText.Reading> amounts = new EnumMap<>(Field.class);
    private final SampleBuilder sample;

    HumanAmounts(SampleBuilder sample) {
        this.sample = sample;
    }

    void put(Field field, NumberText.Reading reading) {
        amounts.put(field, reading);
    }

    /** What its neighbours let the field be, NaN when they do not say. */
    double expected(Field field) {
        NumberText.Reading human = amounts.get(field);
        if (human != null || field != Field.USED_MEMORY_RSS) {
            return human == null ? Double.NaN : human.value();
        }
        double used = sample.get(Field.USED_MEMORY).orElse(Double.NaN);
        return used * sample.get(Field.MEM_FRAGMENTATION_RATIO).orElse(Double.NaN);
    }

    /** Fields whose bytes and human form name different amounts. */
    List<Field> contradictions() {
        return amounts.keySet().stream()
                .filter(field ->
                        sample.has(field) && !Doubts.agree(sample.get(field).orElse(Double.NaN), amounts.get(field)))
                .toList();
    }

    /** Takes out what contradicts itself, and puts in what only the human form tells. */
    void settle() {
        for (Field field : contradictions()) {
            sample.unset(field).mark(Sample.Mark.CONTRADICTED);
            amounts.remove(field);
        }
        amounts.forEach((field, reading) -> {
            if (!sample.has(field) && !field.isUnsupported(reading.value())) {
                sample.set(field, reading.value(), reading.error());
                if (reading.error() > 0) {
                    sample.mark(Sample.Mark.ROUNDED);
                }
            }
        });
    }
}
