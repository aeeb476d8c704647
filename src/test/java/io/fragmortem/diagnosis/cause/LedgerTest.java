package io.fragmortem.diagnosis.cause;

import static io.fragmortem.diagnosis.Cases.FOUNDING;
import static io.fragmortem.diagnosis.Cases.OLD;
import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Part;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerTest {

    private static final double MIB = Cases.MIB;

    private static Ledger ledger(Diagnosis diagnosis) {
        Ledger ledger = diagnosis.explained().orElseThrow();
        assertEquals(
                ledger.bytes(),
                ledger.lines().stream().mapToDouble(Ledger.Line::bytes).sum(),
                "to the byte");
        double shares = ledger.lines().stream().mapToDouble(Ledger.Line::share).sum();
        assertEquals(ledger.bytes() == 0 ? 0 : 1, shares, 1e-9);
        assertEquals(
                Ledger.Rest.UNEXPLAINED,
                ledger.lines().get(ledger.lines().size() - 1).part());
        assertTrue(diagnosis.suspects().stream().mapToDouble(Suspect::share).sum() <= 1 + 1e-9);
        return ledger;
    }

    private static Ledger ledger(String dump) {
        return ledger(Cases.diagnose(dump));
    }

    private static Map<Part, Double> parts(Ledger ledger) {
        return ledger.lines().stream().collect(Collectors.toMap(Ledger.Line::part, Ledger.Line::bytes));
    }

    @Test
    void everyLayerOfAMeasuredGapHasItsLine() {
        Ledger ledger = ledger(QUIET + " allocator_active:1801M allocator_resident:1900M used_memory_rss:2000M");
        assertEquals(Ledger.Whole.GAP, ledger.whole());
        assertEquals(1000 * MIB, ledger.bytes());
        Map<Part, Double> parts = parts(ledger);
        assertEquals(1 * MIB, parts.get(Component.ALLOCATOR_CACHE));
        assertEquals(800 * MIB, parts.get(Component.FRAGMENTATION));
        assertEquals(99 * MIB, parts.get(Component.RETAINED));
        assertEquals(16 * MIB, parts.get(Ledger.Rest.PROGRAM));
        assertEquals(84 * MIB - 40 * 1024, parts.get(Component.OUTSIDE));
        assertEquals(40 * 1024, parts.get(Component.LUA));
        assertEquals(0, parts.get(Ledger.Rest.UNEXPLAINED));
        assertEquals(
                List.of(Ledger.Layer.values()),
                ledger.factors().stream().map(Ledger.Factor::layer).toList());
        assertEquals(
                2.0, ledger.factors().stream().mapToDouble(Ledger.Factor::ratio).reduce(1, (a, b) -> a * b), 1e-12);
    }

    @Test
    void theSuspectAndItsLineSayTheSame() {
        Diagnosis diagnosis =
                Cases.diagnose(QUIET + " allocator_active:1801M allocator_resident:1900M used_memory_rss:2000M");
        Suspect lead = diagnosis.suspects().get(0);
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, lead.cause());
        assertEquals(lead.bytes(), bytesOf(ledger(diagnosis), lead.cause()));
        assertEquals(lead.share(), ledger(diagnosis).shareOf(lead.cause()));
    }

    @Test
    void freedPagesThatLeftRssAreNobodys() {
        Ledger ledger = ledger(FOUNDING);
        assertEquals(5710807040.0 - 3207168, bytesOf(ledger, Cause.ALLOCATOR_RETENTION));
        assertEquals(0, bytesOf(ledger, Cause.SWAPPED));
    }

    @Test
    void swappedPagesAreANegativeLine() {
        Diagnosis diagnosis = Cases.diagnose(QUIET + " used_memory_rss:300M os.vm_swap:730M");
        Ledger ledger = ledger(diagnosis);
        assertEquals(-700 * MIB, ledger.bytes());
        assertEquals(-730 * MIB, bytesOf(ledger, Cause.SWAPPED));
        assertEquals(730 * MIB, diagnosis.suspects().get(0).bytes());
    }

    @Test
    void whatCannotBeToldIsNobodys() {
        Diagnosis diagnosis = Cases.diagnose(OLD + " used_memory_rss:900M");
        assertEquals(Cause.CANNOT_TELL, diagnosis.verdict().cause());
        assertEquals(Optional.empty(), ledger(diagnosis).lines().get(0).cause(), "not resident, and nobody knows why");
    }

    @Test
    void withoutAllocatorFieldsSuspectsTakeWhatTheyClaimAndTheRestIsUnexplained() {
        Ledger calm = ledger(OLD);
        assertEquals(80 * MIB - 36 * 1024, parts(calm).get(Ledger.Rest.UNEXPLAINED));
        Ledger peak = ledger(OLD + " used_memory_rss:1900M used_memory_peak:1400M");
        assertEquals(900 * MIB - 36 * 1024, bytesOf(peak, Cause.ALLOCATOR_RETENTION));
        assertTrue(peak.factors().isEmpty());
    }

    @Test
    void buffersAreAPartOfUsedMemory() {
        Ledger ledger = ledger(QUIET + " mem_clients_normal:500M used_memory_overhead:600M used_memory_dataset:400M");
        assertEquals(Ledger.Whole.USED, ledger.whole());
        assertEquals(500 * MIB, bytesOf(ledger, Cause.CLIENT_BUFFERS));
        assertEquals(400 * MIB, parts(ledger).get(Component.DATASET));
    }

    @Test
    void luaOutsideOfUsedMemoryIsAPartOfRss() {
        Ledger ledger = ledger(QUIET + " used_memory_rss:1900M used_memory_lua:700M used_memory_scripts:10M");
        assertEquals(Ledger.Whole.RSS, ledger.whole());
        assertEquals(710 * MIB, bytesOf(ledger, Cause.LUA_SCRIPTS));
    }

    @Test
    void growthIsSplitByWhatGrew() {
        Random random = new Random(11);
        Diagnosis diagnosis = Cases.diagnose(Cases.quiet().every(600, 288, i -> {
            double mib = 900 + i + random.nextGaussian();
            return "used_memory_dataset:" + mib + "M used_memory:" + (mib + 100) + "M used_memory_peak:9G "
                    + "allocator_allocated:" + (mib + 101) + "M allocator_active:" + (mib + 130)
                    + "M allocator_resident:" + (mib + 150) + "M used_memory_rss:" + (mib + 170) + "M";
        }));
        Ledger ledger = ledger(diagnosis);
        assertEquals(Ledger.Whole.GROWTH, ledger.whole());
        assertEquals(287 * MIB, ledger.bytes(), 6 * MIB);
        assertEquals(ledger.bytes(), bytesOf(ledger, Cause.DATASET_GROWTH), MIB);
        assertTrue(ledger.fromMicros().isPresent());
    }

    @Test
    void withoutUsedMemoryAndRssThereIsNoLedger() {
        assertTrue(
                Cases.diagnose("redis_version:7.0.1 used_memory:5G").explained().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itBalancesForAnyFigures(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            String dump = QUIET + " used_memory:" + random.nextInt(Integer.MAX_VALUE) + " used_memory_rss:"
                    + random.nextInt(Integer.MAX_VALUE) + " allocator_active:" + random.nextInt(Integer.MAX_VALUE)
                    + " allocator_allocated:" + random.nextInt(Integer.MAX_VALUE) + " allocator_resident:"
                    + random.nextInt(Integer.MAX_VALUE) + " used_memory_lua:" + random.nextInt(1 << 28)
                    + " mem_clients_normal:" + random.nextInt(1 << 28);
            ledger(Cases.diagnose(new Capture().at(0, dump)));
            ledger(Cases.diagnose(OLD + " used_memory_rss:" + random.nextInt(Integer.MAX_VALUE)));
            ledger(Cases.diagnose(
                    "redis_version:6.2.1 mem_allocator:libc used_memory_rss:" + (1000 + random.nextInt(1 << 30))
                            + " mem_fragmentation_ratio:" + (1 + random.nextInt(700) / 100.0)));
        }
    }

    private static double bytesOf(Ledger ledger, Cause cause) {
        return ledger.lines().stream()
                .filter(line -> line.cause().equals(Optional.of(cause)))
                .mapToDouble(Ledger.Line::bytes)
                .sum();
    }

    private static final List<Component> LAYERS =
            List.of(Component.FRAGMENTATION, Component.RETAINED, Component.OUTSIDE);

    /**
     * What is to be explained, raw lines and what nothing explains, as they stand in the end; no more than a byte a line is
     * rounding.
     */
    @ParameterizedTest
    @CsvSource({
        "31,   10.4 20.4,      '', 10 21,     0",
        "30.4, 20.4 10.4,      '', 20 10,     0",
        "12,   5 5,            '', 7 5,       0",
        "13,   5 5,            '', 5 5,       3",
        "8,    5 5,            '', 3 5,       0",
        "7,    5 5,            '', 5 5,       -3",
        "-11,  10.4 -20.4,     '', 10 -21,    0",
        "100,  50,             7,  50,        50",
        "58,   50,             7,  51,        7",
        "50,   0 50 0.2,       '', 50,        0",
        "3,    '',             '', '',        3",
        "0,    '',             '', '',        0"
    })
    void theLargestLineCarriesTheRounding(
            double whole, String raw, String unexplained, String lines, double unexplainedInTheEnd) {
        List<Ledger.Line> given = new ArrayList<>();
        for (double bytes : numbers(raw)) {
            given.add(new Ledger.Line(Optional.empty(), LAYERS.get(given.size()), bytes, 0));
        }
        for (double bytes : numbers(unexplained)) {
            given.add(new Ledger.Line(Optional.empty(), Ledger.Rest.UNEXPLAINED, bytes, 0));
        }
        List<Ledger.Line> told = Ledger.balanced(whole, given);
        List<Double> expected = new ArrayList<>(numbers(lines));
        expected.add(unexplainedInTheEnd);
        assertEquals(expected, told.stream().map(Ledger.Line::bytes).toList());
        assertEquals(Ledger.Rest.UNEXPLAINED, told.get(told.size() - 1).part());
        double all = expected.stream().mapToDouble(Math::abs).sum();
        for (Ledger.Line line : told) {
            assertEquals(all == 0 ? 0 : Math.abs(line.bytes()) / all, line.share(), 1e-12);
        }
    }

    private static List<Double> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(" ")).map(Double::valueOf).toList();
    }

    /** 1,000 MiB in use, 1,001 allocated, 1,030 active, 1,060 resident, 1,080 of RSS. */
    @Test
    void factorsAreTheRatiosOfNeighbouringLayers() {
        List<Ledger.Factor> factors = factors(QUIET);
        double[] ratios = {1001.0 / 1000, 1030.0 / 1001, 1060.0 / 1030, 1080.0 / 1060};
        for (int i = 0; i < ratios.length; i++) {
            assertEquals(ratios[i], factors.get(i).ratio(), 1e-12);
        }
        assertEquals(List.of(), factors(QUIET + " used_memory:0"), "nothing to multiply");
    }

    private static List<Ledger.Factor> factors(String dump) {
        return Ledger.factors(Cases.of(new Capture().at(0, dump)).model().now().orElseThrow());
    }

    /** Two lines of one cause, one of another. */
    @Test
    void aCausesShareIsThatOfAllItsLines() {
        Ledger ledger = ledger(QUIET + " used_memory_rss:1900M used_memory_lua:700M used_memory_scripts:10M");
        double share = ledger.lines().stream()
                .filter(line -> line.cause().equals(Optional.of(Cause.LUA_SCRIPTS)))
                .mapToDouble(Ledger.Line::share)
                .sum();
        assertTrue(share > 0.3, ledger.toString());
        assertEquals(share, ledger.shareOf(Cause.LUA_SCRIPTS));
        assertEquals(0, ledger.shareOf(Cause.PAGE_CACHE));
    }
}
