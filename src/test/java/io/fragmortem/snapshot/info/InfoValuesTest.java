package io.fragmortem.snapshot.info;

import static io.fragmortem.snapshot.info.InfoShapesTest.PLAIN;
import static io.fragmortem.snapshot.info.InfoShapesTest.numbers;
import static io.fragmortem.snapshot.info.InfoShapesTest.one;
import static io.fragmortem.snapshot.info.InfoShapesTest.prefixed;
import static io.fragmortem.snapshot.info.InfoShapesTest.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand behind the name of a field, and what it is worth. */
final class InfoValuesTest {

    @Test
    void eachModuleHasALineOfItsOwn() {
        String modules = "# Modules\nmodule:name=timeseries,ver=11202,api=1,filters=0\n"
                + "module:name=search,ver=20812,api=1,filters=1\n# Keyspace\ndb0:keys=7,expires=0,avg_ttl=0\n";
        for (String text : List.of(PLAIN + modules, PLAIN.replace(":", ": ") + modules)) {
            Sample sample = one(text);
            assertEquals(
                    Optional.of("search, timeseries"),
                    Optional.ofNullable(sample.facts().get(Fact.MODULES)));
            assertEquals(7, sample.get(Field.KEYSPACE_KEYS).orElse(-1));
        }
    }

    @Test
    void anEmptyKeyspaceHasNoKeys() {
        assertEquals(0, one(PLAIN + "# Keyspace\n").get(Field.KEYSPACE_KEYS).getAsDouble());
        assertEquals(
                0, one(" " + PLAIN + "# Keyspace\n").get(Field.KEYSPACE_KEYS).getAsDouble());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#015",
                "^M",
                "\\r",
                "  # comment",
                "  // used_memory_rss here",
                " -> \uba54\ubaa8\ub9ac",
                " => \u5185\u5b58",
                " \u2190 this",
                "\t\u5df2\u7528\u5185\u5b58",
                "   (bytes)",
                "\u001b[0m",
                " -- x",
                "<br>"
            })
    void commentsBehindValuesFallAway(String suffix) {
        Sample sample = one(PLAIN.replace("\n", suffix + "\n"));
        assertEquals(numbers(one(PLAIN)), numbers(sample));
    }

    @ParameterizedTest
    @ValueSource(strings = {": ", " : ", "::", ": : ", "=", " = ", "\uff1a", " => ", " ", "\t", " | "})
    void separatorsMayBeOthers(String separator) {
        String text = PLAIN.replace("# Memory\n", "").replace(":", separator);
        assertEquals(numbers(one(PLAIN)), numbers(one(text)), separator);
    }

    @Test
    void humanTwinsStandInOnlyWhereTheBytesAreMissing() {
        Sample sample = one("used_memory_human:5.32G\nused_memory_rss:1073741800\nused_memory_rss_human:1.00G\n");
        assertEquals(5.32 * (1L << 30), sample.get(Field.USED_MEMORY).getAsDouble(), 1);
        assertEquals(0.005 * (1L << 30), sample.error(Field.USED_MEMORY), 1);
        assertEquals(1_073_741_800, sample.get(Field.USED_MEMORY_RSS).getAsDouble());
        assertEquals(0, sample.error(Field.USED_MEMORY_RSS));
        assertEquals(Set.of(Sample.Mark.ROUNDED), sample.marks());
        assertEquals(Set.of(), one("used_memory_human:512B\n").marks());
    }

    @Test
    void oddValuesKeepTheirMeaning() {
        for (String indent : List.of("", " ")) {
            Sample sample = one(
                    prefixed(
                            indent,
                            "# Memory\nused_memory:1000\nused_memory_rss:0\nmem_fragmentation_ratio:-nan\n"
                                    + "allocator_frag_bytes:18446744073501279296\nrss_overhead_bytes:-5\nlazyfree_pending_objects:\n"));
            assertEquals(0, sample.get(Field.USED_MEMORY_RSS).getAsDouble());
            assertTrue(sample.get(Field.MEM_FRAGMENTATION_RATIO).isEmpty());
            assertEquals(-208272320.0, sample.get(Field.ALLOCATOR_FRAG_BYTES).getAsDouble());
            assertEquals(-5, sample.get(Field.RSS_OVERHEAD_BYTES).getAsDouble());
            assertEquals(Set.of(Sample.Mark.NOT_FINITE, Sample.Mark.WRAPPED), sample.marks());
        }
    }

    @Test
    void unknownFieldsAreCountedOnce() {
        Recorder recorder = read((PLAIN + "brand_new_field:7\n").repeat(3));
        assertEquals(List.of("brand_new_field"), recorder.unknown);
        assertEquals(3, recorder.samples.size());
        assertEquals(List.of("brand_new_field"), read(" " + PLAIN + "brand_new_field:7\nfoo: x\n").unknown);
    }

    /** The last number of a stream may have lost digits, unless what it says, or its neighbours, show that it has not. */
    @ParameterizedTest
    @CsvSource({
        "used_memory_rss:4065, false",
        "used_memory_rss:40659763, false",
        "mem_fragmentation_ratio:1.4, false",
        "used_memory_rss:0, true",
        "mem_fragmentation_ratio:1.44, true",
        "used_memory_rss_human:387.76M, true",
        "used_memory_peak_perc:2.02%, true",
        "mem_allocator:jemalloc-5.1, true"
    })
    void aNumberWithoutALineEndIsBelievedOnlyWhereNothingCanBeMissing(String last, boolean believed) {
        Recorder recorder = read("# Memory\nused_memory:281650984\n" + last);
        Sample sample = recorder.samples.get(0);
        assertEquals(believed ? 1 : 0, sample.size() + sample.facts().size() - 1, last);
        assertEquals(!believed, sample.marks().contains(Sample.Mark.PARTIAL));
        assertEquals(
                believed ? List.of() : List.of("a last number that may have lost digits: " + last),
                recorder.rejected.stream().map(Recorder.Region::found).toList());
    }

    @Test
    void aCutNumberIsBelievedWhenItsNeighboursConfirmIt() {
        String ratio = "# Memory\nused_memory:1000000\nmem_fragmentation_ratio:1.50\nused_memory_rss:150";
        assertEquals(Set.of(Sample.Mark.PARTIAL), one(ratio).marks());
        assertEquals(1_500_000, one(ratio + "0000").get(Field.USED_MEMORY_RSS).getAsDouble());
    }

    /** A negative difference printed unsigned has twenty digits: what is left of one that was cut is no amount of any machine. */
    @Test
    void noMachineHasAPebibyte() {
        String dump =
                "# Memory\nused_memory:175833384\nused_memory_overhead:260442792\nused_memory_dataset:%s\nmem_allocator:x\n";
        for (String cut : List.of("18446744073624942", "1844674407362494227")) {
            for (String before : List.of("", "> ")) {
                String text = dump.formatted(cut).replaceAll("(?m)^", before);
                Recorder seen = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
                assertFalse(seen.samples.get(0).has(Field.USED_MEMORY_DATASET), text);
                assertEquals(1, seen.rejected.size(), text);
            }
        }
        Recorder whole =
                Recorder.read(new InfoFormat(), dump.formatted("18446744073624942208"), ReadOptions.defaults());
        assertEquals(
                -84609408, whole.samples.get(0).get(Field.USED_MEMORY_DATASET).orElse(0));
    }

    @Test
    void bytesAndHumanFormThatContradictEachOtherAreBothLeftOut() {
        for (String indent : List.of("", " ")) {
            Recorder recorder = read(prefixed(
                    indent,
                    "# Memory\nused_memory:601364528\nused_memory_human:573.51M\nused_memory_rss:62112563\n"
                            + "used_memory_rss_human:592.35M\nused_memory_peak:601400000\n"));
            Sample sample = recorder.samples.get(0);
            assertEquals(601_364_528, sample.get(Field.USED_MEMORY).getAsDouble());
            assertTrue(sample.get(Field.USED_MEMORY_RSS).isEmpty());
            assertEquals(Set.of(Sample.Mark.CONTRADICTED), sample.marks());
            assertEquals(
                    "used_memory_rss and used_memory_rss_human name different amounts: neither is used",
                    recorder.rejected.get(0).found());
        }
        // some tools print powers of 1000 under the same letters
        assertEquals(
                Set.of(),
                one("used_memory_rss:5300000000\nused_memory_rss_human:5.30G\n").marks());
    }

    @Test
    void minusOneStandsForAmountsThatAServerDoesNotKnow() {
        for (String indent : List.of("", " ")) {
            Sample sample = one(prefixed(
                    indent,
                    "# Memory\nused_memory:-1\nused_memory_human:-1\nused_memory_rss:144500314112\n"
                            + "rss_overhead_bytes:-1\n"));
            assertTrue(sample.get(Field.USED_MEMORY).isEmpty());
            assertEquals(-1, sample.get(Field.RSS_OVERHEAD_BYTES).getAsDouble());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem_fragmentation_ratio = used_memory_rss / used_memory = 443，远大于 1.5。",
                "mem_fragmentation_ratio = 5757353328 / 12992420 = 443",
                "`mem_fragmentation_ratio` = `used_memory_rss` / `used_memory` = 1.5",
                "used_memory = maxmemory * 0.8 = 6871947673",
                "used_memory_rss/used_memory, so used_memory=1 and used_memory_rss=2 would do",
                "mem_fragmentation_ratio：1.5（告警阈值）",
                "mem_fragmentation_ratio: 1.5 以上需要处理",
                "mem_fragmentation_ratio: 1.0 - 1.5 is fine",
                "mem_fragmentation_ratio: 1.0~1.5",
                "mem_fragmentation_ratio: 1.5 or more",
                "maxmemory：8589934592（建议值）",
                "maxmemory: 8gb (recommended)",
                "maxmemory_policy: allkeys-lru (suggested)",
                "mem_fragmentation_ratio = 1.5"
            })
    void formulasBoundsAndAdviceAreNoReadings(String line) {
        assertEquals(0, read(line + "\n").samples.size(), line);
        Recorder below = read(PLAIN + "\n" + line + "\n");
        assertEquals(1, below.samples.size(), below.sampleLines());
        assertEquals(numbers(one(PLAIN)), numbers(below.samples.get(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "已用内存 used_memory_human: 9.97G",
                "- 已用内存：used_memory_human: 9.97G",
                "已用内存（used_memory_human）：9.97G",
                "Used memory (used_memory_human): 9.97G",
                "使用メモリ used_memory_human：9.97G",
                "Занято used_memory_human: 9.97G"
            })
    void wordsInAnyLanguageMayStandBeforeAField(String line) {
        Sample sample = one(line + "\n碎片率 mem_fragmentation_ratio: 5.94\n分配器 mem_allocator: jemalloc-4.0.3\n");
        assertEquals(9.97 * (1L << 30), sample.get(Field.USED_MEMORY).getAsDouble(), 1);
        assertEquals(5.94, sample.get(Field.MEM_FRAGMENTATION_RATIO).getAsDouble());
        assertEquals("jemalloc-4.0.3", sample.facts().get(Fact.MEM_ALLOCATOR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "建议 maxmemory: 8gb",
                "如果 mem_fragmentation_ratio: 1.5",
                "推荐值 mem_fragmentation_ratio: 1.03",
                "set maxmemory: 8gb",
                "当 used_memory_rss 大于 used_memory 时"
            })
    void adviceBeforeAFieldIsNoLabel(String line) {
        assertEquals(0, read(line + "\n").samples.size());
    }

    @Test
    void remarksBehindARatioAreNoBounds() {
        String line = "mem_fragmentation_ratio：5.94（内存碎片率，>1.5 告警）\n";
        Sample sample = one("- used_memory：10706012288（9.97 GB，Redis 分配器分配的内存）\n- " + line);
        assertEquals(5.94, sample.get(Field.MEM_FRAGMENTATION_RATIO).getAsDouble());
    }

    @Test
    void theNextCellOfATableIsNoPartOfAName() {
        Sample sample = one("| used_memory | 856560 | bytes |\n| mem_allocator | jemalloc-5.1.0 | the allocator |\n");
        assertEquals("jemalloc-5.1.0", sample.facts().get(Fact.MEM_ALLOCATOR));
    }
}
