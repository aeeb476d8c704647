package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigChangesTest {

    /** Dumps by the minute, with commas between them. */
    private static List<ConfigChanges.ConfigChange> of(String dumps) {
        Capture capture = new Capture().always("used_memory:10M used_memory_rss:12M");
        List<String> rows =
                Arrays.stream(dumps.split(",", -1)).map(String::strip).toList();
        return ConfigChanges.of(capture.every(60, rows.size(), rows::get).timeline());
    }

    @ParameterizedTest
    @CsvSource({
        "'maxmemory:1G, maxmemory:2G', maxmemory@1",
        "'maxmemory:1G, maxmemory:1G', ''",
        "'maxmemory:1G, maxmemory:-, maxmemory:2G', maxmemory@2",
        "'maxmemory:-, maxmemory:2G', ''",
        "'role:master, role:slave', role@1",
        "'role:master, role:-, role:slave', role@2",
        "'role:-, role:slave', ''",
        "'role:master, role:slave, role:master', role@1 role@2",
        // by time, then by name
        "'role:master cgroup.limit:1G, role:slave cgroup.limit:2G', cgroup.limit@1 role@1",
        "'role:master maxmemory:1G, role:master maxmemory:2G, role:slave maxmemory:2G', maxmemory@1 role@2"
    })
    void settingsThatDifferAreToldFromTheFirstDumpThatSaysSo(String dumps, String changes) {
        List<String> told = of(dumps).stream()
                .map(change -> change.what() + "@" + Math.round((change.atMicros() - Capture.START) / 60e6))
                .toList();
        assertEquals(changes, String.join(" ", told));
    }

    @Test
    void whetherTheServerWasStartedAnewIsTold() {
        ConfigChanges.ConfigChange live =
                of("maxmemory:1G run_id:a, maxmemory:2G run_id:a").get(0);
        assertEquals(false, live.atRestart());
        assertEquals(
                Phrase.of(
                        "config.changed",
                        Phrase.name("maxmemory"),
                        Phrase.bytes(1024 * Cases.MIB),
                        Phrase.bytes(2048 * Cases.MIB)),
                live.text());
        ConfigChanges.ConfigChange anew =
                of("role:master run_id:a, role:slave run_id:b").get(0);
        assertEquals(true, anew.atRestart());
        assertEquals(
                Phrase.of("config.changed.restart", Phrase.name("role"), Phrase.name("master"), Phrase.name("slave")),
                anew.text());
    }
}
