package io.fragmortem.snapshot.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers in one table are two, whatever the columns are called that tell them apart. */
class SpeakerColumnsTest {

    private static final String T = "2026-11-20T10:00:00Z,";
    private static final String LATER = "2026-11-20T10:01:00Z,";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service,instance | redis,cache-a:6379 | redis,cache-b:6379 | cache-a:6379 cache-b:6379",
                "host,redis_instance | db1,cache-a | db1,cache-b | cache-a cache-b",
                "node,pod | w3,cache-a | w3,cache-b | cache-a cache-b",
                "ip,port | 10.0.0.7,6379 | 10.0.0.7,6380 | 10.0.0.7:6379 10.0.0.7:6380",
                "CacheClusterId,CacheNodeId | main,0001 | main,0002 | main/0001 main/0002",
                "cluster,shard | main,s1 | main,s2 | s1 s2",
                // no name that says so: what tells two rows of one moment apart
                "team,called | search,cache-a | search,cache-b | cache-a cache-b",
                // where nothing is to be told apart, a text is only a text
                "remark | fine | fine | ''"
            })
    void columnsThatTellServersApart(String columns, String one, String other, String labels) {
        String text = "time," + columns + ",used_memory,used_memory_rss\n"
                + T + one + ",1000000000,1100000000\n"
                + T + other + ",3000000000,3300000000\n"
                + LATER + one + ",1000000100,1100000000\n"
                + LATER + other + ",3000000100,3300000000\n";
        assertEquals(labels, String.join(" ", labels(text)));
    }

    @Test
    void aTextThatChangesWithTimeTellsNoServersApart() {
        String text = "time,state,used_memory,used_memory_rss\n"
                + T + "ok,1000000000,1100000000\n"
                + LATER + "slow,1000000100,1100000000\n";
        assertEquals(Set.of(""), labels(text));
    }

    @Test
    void statisticsOfOneMetricAreNoServers() {
        String text = "Timestamp,CacheClusterId,MetricName,Statistic,Value\n"
                + T + "main,BytesUsedForCache,Average,1000000000\n"
                + T + "main,BytesUsedForCache,Maximum,1000000500\n";
        assertEquals(Set.of("main"), labels(text));
    }

    /** A sheet with the servers above their columns, each over several of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ",cache-a,cache-a,cache-b,cache-b",
                ",cache-a,,cache-b,",
                "server,cache-a,cache-a,cache-b,cache-b"
            })
    void aRowAboveTheMetricsTellsWhoseTheyAre(String above) {
        String text = above + "\ntime,used_memory,used_memory_rss,used_memory,used_memory_rss\n" + T
                + "1000000000,1100000000,3000000000,3300000000\n" + LATER
                + "1000000100,1100000000,3000000100,3300000000\n";
        assertEquals(Set.of("cache-a", "cache-b"), labels(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"S/M", "S.M", "S|M", "M@S", "S M", "M{instance=S}"})
    void theHeadOfAColumnTellsWhoseItIs(String form) {
        String a = form.replace("S", "cache-a");
        String b = form.replace("S", "cache-b");
        String text = "time," + a.replace("M", "used_memory") + "," + a.replace("M", "used_memory_rss") + ","
                + b.replace("M", "used_memory") + "," + b.replace("M", "used_memory_rss") + "\n" + T
                + "1000000000,1100000000,3000000000,3300000000\n" + LATER
                + "1000000100,1100000000,3000000100,3300000000\n";
        assertEquals(Set.of("cache-a", "cache-b"), labels(text));
    }

    private static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        Recorder.read(new CsvFormat(), text, ReadOptions.defaults())
                .samples
                .forEach(sample -> labels.add(sample.origin().label().orElse("")));
        return labels;
    }
}
