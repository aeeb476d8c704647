package io.fragmortem.snapshot.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sureness;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What journald, Kubernetes, docker, compose and syslog do to a server's lines. */
final class CarriersTest {

    private static final String FORK = "4018:M 14 Nov 2023 07:01:22.119 * Background saving started by pid 77";
    private static final String FORK_EVENT = "FORK_START Background saving started by pid 77 {pid=77.0}\n";

    private final ServerLogFormat format = new ServerLogFormat();

    private String events(String... lines) {
        String text = String.join("\n", lines) + "\n";
        return Recorder.recognised(format, text, Sureness.ONE_PHRASE, ReadOptions.defaults())
                .eventLines();
    }

    private static String journal(String message) {
        return "{\"_PID\":\"4018\",\"MESSAGE\":" + message + ",\"_HOSTNAME\":\"db7\",\"PRIORITY\":\"6\","
                + "\"SYSLOG_IDENTIFIER\":\"redis-server\",\"__CURSOR\":\"s=0;i=1\",\"_TRANSPORT\":\"stdout\","
                + "\"__REALTIME_TIMESTAMP\":\"1699945282119170\"}";
    }

    @Test
    void aJournalEntryHasItsOwnTimeAndHost() {
        assertEquals(
                "1699945282119170 STATED " + FORK_EVENT.replace("FORK_START ", "FORK_START [db7] "),
                events(journal("\"" + FORK + "\"")));
    }

    /** Fly, Heroku and Cloud Foundry put the process behind the time; a program with its pid is none. */
    @Test
    void aPlatformNamesItsProcess() {
        String time = "2023-11-14T07:01:22.119Z ";
        String told = "1699945282119000 STATED ";
        assertEquals(
                told + FORK_EVENT.replace("FORK_START ", "FORK_START [app[3d8d9]] "),
                events(time + "app[3d8d9] ams [info]" + FORK));
        assertEquals(
                told + FORK_EVENT.replace("FORK_START ", "FORK_START [app[redis.1]] "),
                events(time + "app[redis.1]: " + FORK));
        assertEquals(
                told + FORK_EVENT.replace("FORK_START ", "FORK_START [APP/PROC/WEB/0] "),
                events(time + "[APP/PROC/WEB/0] OUT " + FORK));
        assertEquals(told + FORK_EVENT, events(time + "redis-server[4018]: " + FORK));
    }

    @Test
    void aPrettyJournalIsTheSameOnManyLines() {
        String flat = journal("\"" + FORK + "\"");
        String members = flat.substring(1, flat.length() - 1)
                .replace("\",\"", "\",\n\t\"")
                .replace("\":\"", "\" : \"");
        String pretty = "{\n\t" + members + "\n}";
        assertEquals(events(flat, flat), events(pretty, pretty));
        assertEquals(events(flat, flat), events((pretty + "\n" + pretty).replace("\n", "\r\n")));
        String array = Arrays.toString(FORK.getBytes(StandardCharsets.UTF_8)).replace(", ", ",\n\t\t");
        assertEquals(events(flat), events(pretty.replace("\"" + FORK + "\"", array)));
    }

    @Test
    void aJournalMessageMayBeAnArrayOfBytes() {
        String coloured = "\u001b[33m" + FORK + "\u001b[0m";
        String array =
                Arrays.toString(coloured.getBytes(StandardCharsets.UTF_8)).replace(" ", "");
        assertEquals(
                "1699945282119170 STATED FORK_START [db7] Background saving started by pid 77 {pid=77.0}\n",
                events(journal(array)));
    }

    @Test
    void aJournalOfContainersNamesTheContainer() {
        String line = journal("\"" + FORK + "\"")
                .replace("redis-server", "3f2a9c1b7d4e")
                .replace("\"PRIORITY\"", "\"CONTAINER_NAME\":\"cache-1\",\"PRIORITY\"");
        assertEquals(
                "1699945282119170 STATED FORK_START [cache-1] Background saving started by pid 77 {pid=77.0}\n",
                events(line));
    }

    @Test
    void otherProgramsOfAJournalAndEntriesWithoutATextAreIgnored() {
        String other = journal("\"Background saving started by pid 1\"").replace("redis-server", "cron");
        assertEquals(
                "1699945282119170 STATED FORK_START [db7] Background saving started by pid 77 {pid=77.0}\n",
                events(other, journal("null"), "{\"__REALTIME_TIMESTAMP\":\"16", journal("\"" + FORK + "\"")));
    }

    @Test
    void kernelLinesOfAJournalTellOfTheKill() {
        String killed = journal("\"Out of memory: Killed process 4018 (redis-server) total-vm:9000kB, anon-rss:8000kB,"
                        + " file-rss:0kB, shmem-rss:0kB, UID:999 pgtables:40kB oom_score_adj:0\"")
                .replace("\"redis-server\"", "\"kernel\"");
        String events = events(journal("\"" + FORK + "\""), killed);
        assertTrue(events.contains("KERNEL_OOM_KILL"), events);
    }

    @Test
    void partsOfALineFromKubernetesAreJoined() {
        assertEquals(
                "1699945282119170 STATED " + FORK_EVENT,
                events(
                        "2023-11-14T07:01:22.119170768Z stdout P 4018:M 14 Nov 2023 07:01:22.119 * Backgro",
                        "2023-11-14T07:01:22.119170768Z stdout P und saving start",
                        "2023-11-14T07:01:22.119170768Z stdout F ed by pid 77",
                        "2023-11-14T07:01:22.119170768Z stdout F 4018:M 14 Nov 2023 07:01:22.119 * Something else"));
    }

    @Test
    void partsOfTwoPodsDoNotMix() {
        String events = events(
                "[pod/a/redis] 2023-11-14T07:01:22Z stdout P 1:M 14 Nov 2023 07:01:22.119 * Background sav",
                "[pod/b/redis] 2023-11-14T07:01:22Z stdout P 1:M 14 Nov 2023 07:01:22.119 * DB loaded from",
                "[pod/a/redis] 2023-11-14T07:01:22Z stdout F ing started by pid 77",
                "[pod/b/redis] 2023-11-14T07:01:22Z stdout F  disk: 1.250 seconds");
        assertEquals(
                "1699945282000000 STATED FORK_START [pod/a/redis] Background saving started by pid 77 {pid=77.0}\n"
                        + "1699945282000000 STATED LOAD [pod/b/redis] DB loaded from disk: 1.250 seconds"
                        + " {duration_seconds=1.25}\n",
                events);
    }

    @Test
    void partsOfALineFromDockerAreJoined() {
        String time = "\",\"stream\":\"stdout\",\"time\":\"2023-11-14T07:01:22.119170768Z\"}";
        assertEquals(
                "1699945282119170 STATED " + FORK_EVENT,
                events(
                        "{\"log\":\"" + FORK.substring(0, 40) + time,
                        "{\"log\":\"" + FORK.substring(40) + "\\n" + time));
    }

    @Test
    void aCarriageReturnOfSyslogIsDropped() {
        assertEquals(
                "1699945282000000 STATED FORK_FAILED [db7] Can't save in background: fork: Cannot allocate memory\n",
                events("2023-11-14T07:01:22+00:00 db7 redis[4018]: Can't save in background: fork: Cannot allocate"
                        + " memory#015"));
    }
}
