package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.timeline.Capture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseTest {

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1, false",
        "redis_version:7.4.1 mem_allocator:jemalloc-5.3.0, true",
        "redis_version:2.8.24 used_memory_lua:40K, true",
        "redis_version:7.0.15 used_memory_vm_eval:40K, true",
        "redis_version:7.0.15 used_memory_vm_total:40K, true"
    })
    void luaCannotHideWhereItIsCountedOrTold(String dump, boolean known) {
        assertEquals(
                known,
                Cases.of(new Capture().at(0, dump + " used_memory:10M used_memory_rss:12M"))
                        .isLuaKnown());
    }

    @Test
    void timeIsCountedToTheLastDump() {
        Case two = Cases.of(new Capture().every(60, 2, i -> "used_memory:10M"));
        assertEquals(60, two.secondsSince(0));
        assertEquals(0, two.secondsSince(1));
        assertEquals(0, Cases.of(new Capture().at(0, "used_memory:10M")).secondsSince(0));
        Case untimed = Cases.of(new Capture().untimed("used_memory:10M").untimed("used_memory:11M"));
        assertEquals(0, untimed.secondsSince(0));
    }
}
