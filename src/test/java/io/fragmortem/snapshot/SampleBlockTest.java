package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SampleBlockTest {

    private static final Optional<String> LABEL = Optional.of("cache:6379");

    private static Origin line(long line) {
        return new Origin("a.log", line, line * 100, LABEL);
    }

    /** Everything that a sample says, as text. */
    static String text(Sample sample) {
        StringBuilder text = new StringBuilder();
        text.append(sample.origin())
                .append(sample.stamp())
                .append(sample.facts())
                .append(sample.marks());
        sample.forEach((field, value) -> text.append(field)
                .append('=')
                .append(Double.toHexString(value))
                .append('~')
                .append(sample.error(field))
                .append(' '));
        return text.toString();
    }

    @Test
    void samplesComeBackAsTheyWereWhateverTheySay() {
        List<Sample> samples = List.of(
                new SampleBuilder()
                        .set(Field.USED_MEMORY, 5)
                        .set(Field.MEM_FRAGMENTATION_RATIO, 1.07)
                        .fact(Fact.ROLE, "master")
                        .build(line(1), new Stamp(7, TimeSource.STATED)),
                new SampleBuilder()
                        .set(Field.USED_MEMORY_RSS, 6, 0.5)
                        .set(Field.USED_MEMORY, -0.0)
                        .mark(Sample.Mark.PARTIAL)
                        .mark(Sample.Mark.ROUNDED)
                        .build(line(2), Stamp.NONE),
                new SampleBuilder().fact(Fact.ROLE, "slave").build(line(3), new Stamp(9, TimeSource.FILE_NAME)),
                new SampleBuilder()
                        .set(Field.USED_MEMORY, 9e15 + 1)
                        .set(Field.MEM_FRAGMENTATION_RATIO, 1.08)
                        .fact(Fact.ROLE, "master")
                        .build(line(4), new Stamp(8, TimeSource.STATED)));
        List<String> back = new ArrayList<>();
        SampleBlock.of(samples).forEach("a.log", LABEL, sample -> back.add(text(sample)));
        assertEquals(samples.stream().map(SampleBlockTest::text).toList(), back);
    }
}
