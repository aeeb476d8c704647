package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures are MiB. */
final class CollapseTest {

    private static Collapse of(Capture capture) {
        return new Collapse(Cases.of(capture));
    }

    private static Collapse of(String dump) {
        return of(new Capture().at(0, dump));
    }

    /** Used memory by the minute. */
    private static Capture minutes(String used, String always) {
        String[] values = used.split(" ", -1);
        return new Capture().always(always).every(60, values.length, i -> "used_memory:" + values[i] + "M");
    }

    /** A twentieth of what there was beside what the server starts with, which was 64 MiB at least. */
    @ParameterizedTest
    @CsvSource({
        "100, 0, 5, true",
        "100, 0, 6, false",
        "64, 0, 3, true",
        "63, 0, 3, false",
        "110, 10, 15, true",
        "110, 10, 16, false",
        "74, 10, 13, true",
        "73, 10, 13, false"
    })
    void theDataAreGoneWhereATwentiethIsLeft(int peak, int startup, int used, boolean gone) {
        Collapse collapse =
                of("used_memory_peak:" + peak + "M used_memory_startup:" + startup + "M used_memory:" + used + "M");
        assertEquals(gone ? peak * Cases.MIB : 0, collapse.from());
        assertEquals(gone, collapse.told().isPresent());
    }

    @Test
    void aPeakAloneTellsNothingOfWhatIsLeft() {
        assertEquals(0, of("allocator_frag_ratio:1.1 used_memory_peak:5G").from());
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory_dataset:2M used_memory_overhead:3M, 2",
        "used_memory_dataset:0 used_memory_overhead:5M, 5",
        "'', 5"
    })
    void whatIsLeftIsTheDatasetWhereItIsTold(String dump, double left) {
        assertEquals(
                left * Cases.MIB,
                of("redis_version:7.0.15 used_memory:5M " + dump).left());
    }

    /** From 1,000 MiB; half of it is 500. */
    @ParameterizedTest
    @CsvSource({
        "1000 600 501 400 10, '', 3",
        "1000 600 500 400 10, '', 2",
        "1000 10 600 400 10, '', 3",
        "1000 10, '', 1",
        // of a peak before the input half must be seen
        "1000 600 400 10, used_memory_peak:1999M, 2",
        "1000 600 400 10, used_memory_peak:2000M, ''",
        "10 10, used_memory_peak:1000M, ''"
    })
    void theyWentWhenUsedMemoryFellBelowHalfForGood(String used, String always, String minute) {
        Phrase told = of(minutes(used, always)).told().orElseThrow();
        assertEquals(minute.isEmpty() ? "context.gone" : "context.gone.when", told.key());
        if (!minute.isEmpty()) {
            assertEquals(Phrase.moment(Capture.micros(60 * Double.parseDouble(minute))), Cases.arg(told, 2));
        }
    }

    @Test
    void withoutTimesNobodyKnowsWhen() {
        Capture capture = new Capture().untimed("used_memory:1000M").untimed("used_memory:10M");
        assertEquals("context.gone", of(capture).told().orElseThrow().key());
    }

    /** Twice the most that was seen, and 64 MiB more than now. */
    @ParameterizedTest
    @CsvSource({
        "100, 200, 2",
        "100, 199, ''",
        "40, 104, 2.6",
        "40, 103, ''",
        "150 100, 300, 3",
        "150 100, 299, ''",
        "0, 500, ''"
    })
    void aFarHigherPeakIsWorthASentence(String used, int peak, String ratio) {
        Optional<Phrase> passed =
                of(minutes(used, "used_memory_peak:" + peak + "M")).passed();
        assertEquals(
                ratio.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Phrase.of(
                                "context.peak",
                                Phrase.bytes(peak * Cases.MIB),
                                Phrase.ratio(Double.parseDouble(ratio)))),
                passed);
    }
}
