package io.fragmortem.timeline.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Quality;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class InstancesTest {

    private static final String ID_A = "run_id:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String ID_B = "run_id:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private final List<Rejected> rejects = new ArrayList<>();
    private final Instances instances = new Instances(new InstanceNames(Optional.empty()), rejects::add);

    private void give(Capture capture) {
        give(instances, capture);
    }

    private static void give(Instances to, Capture capture) {
        capture.samples().forEach(to::sample);
    }

    private List<String> names() {
        return instances.timelines().stream().map(Timeline::name).toList();
    }

    private static Event event(String stream, Optional<String> label) {
        return new Event(
                Event.Kind.FLUSH,
                new Origin(stream, 1, 0, label),
                new Stamp(Capture.micros(5), TimeSource.STATED),
                "flush",
                Map.of());
    }

    @Test
    void eachLabelIsAnInstanceInOrderOfName() {
        give(new Capture().label("b:6379").at(0, "used_memory:1M"));
        give(new Capture().label("a:6379").at(0, "used_memory:2M").at(1, "used_memory:2M"));
        assertEquals(List.of("a:6379", "b:6379"), names());
        assertEquals(2, instances.timelines().get(0).size());
    }

    @Test
    void whatAStreamSaysOfAnotherPodIsNotTheServers() {
        give(new Capture().label("redis-1").at(0, "used_memory:1M"));
        instances.event(event("top.txt", Optional.of("redis-0")));
        instances.event(event("top.txt", Optional.of("redis-1")));
        assertEquals(List.of("redis-1"), names());
        assertEquals(1, instances.timelines().get(0).events().size());
    }

    @Test
    void ofTheContainersOfAHostTheOneOfTheProductIsTheOnlyServers() {
        give(new Capture().label("cache-7").at(0, "used_memory:1M"));
        for (String container : List.of("web", "app-redis-1", "db")) {
            instances.event(event("docker.txt", Optional.of(container)));
        }
        assertEquals(List.of("cache-7"), names());
        assertEquals(1, instances.timelines().get(0).events().size());
    }

    @Test
    void foldersTellInstancesApart() {
        give(new Capture().stream("node1/info.txt").at(0, "used_memory:1M"));
        give(new Capture().stream("node2/info.txt").at(0, "used_memory:2M"));
        assertEquals(List.of("node1", "node2"), names());
    }

    /** {@code ## master} in two files is one server or two, as their figures and lives allow. */
    @Test
    void aRoleNamesTheServerOfItsOwnFile() {
        give(new Capture()
                .stream("eu.log").label("master").at(0, "used_memory:100M").at(60, "used_memory:100M"));
        give(new Capture()
                .stream("us.log").label("master").at(0, "used_memory:900M").at(60, "used_memory:900M"));
        assertEquals(List.of("eu/master", "us/master"), names());
    }

    @Test
    void aRoleInFilesThatFollowEachOtherIsOneServer() {
        give(new Capture().stream("monday.log").label("master").at(0, "used_memory:100M"));
        give(new Capture().stream("tuesday.log").label("master").at(90_000, "used_memory:900M"));
        assertEquals(List.of("master"), names());
    }

    @Test
    void streamsOfOneRunBelongTogetherWhateverTheyAreCalled() {
        give(new Capture().stream("monday.txt").at(0, "used_memory:1M " + ID_A));
        give(new Capture().stream("tuesday.txt").at(9, "used_memory:2M").at(10, "used_memory:2M " + ID_A));
        give(new Capture().stream("tuesday.txt").at(11, "used_memory:3M"));
        assertEquals(List.of("monday"), names());
        assertEquals(4, instances.timelines().get(0).size());
    }

    @Test
    void otherRunsStayApart() {
        give(new Capture().stream("monday.txt").at(0, "used_memory:1M " + ID_A));
        give(new Capture().stream("tuesday.txt").at(9, "used_memory:2M " + ID_B));
        assertEquals(List.of("monday", "tuesday"), names());
    }

    @Test
    void aStatedNameIsNotOverruledByTheRun() {
        give(new Capture().stream("monday.txt").at(0, "used_memory:1M " + ID_A));
        give(new Capture().label("cache:6379").at(9, "used_memory:2M " + ID_A));
        assertEquals(List.of("cache:6379", "monday"), names());
    }

    @Test
    void anUnlabelledStreamJoinsTheLabelledOneOfItsRun() {
        give(new Capture().label("cache:6379").at(9, "used_memory:2M " + ID_A));
        give(new Capture().stream("monday.txt").at(0, "used_memory:1M " + ID_A));
        assertEquals(List.of("cache:6379"), names());
    }

    @Test
    void joinsFollowEachOther() {
        give(new Capture().stream("a.txt").at(0, "used_memory:1M " + ID_A));
        give(new Capture().stream("b.txt").at(1, "used_memory:1M " + ID_B));
        give(new Capture().stream("b.txt").at(2, "used_memory:1M " + ID_A));
        give(new Capture().stream("c.txt").at(3, "used_memory:1M " + ID_B));
        assertEquals(List.of("a"), names());
        assertEquals(4, instances.timelines().get(0).size());
    }

    @Test
    void theUsersPatternGroupsStreams() {
        Instances byPattern = new Instances(new InstanceNames(Optional.of(Pattern.compile("^[^-]+"))), rejects::add);
        give(byPattern, new Capture().stream("shop-1.txt").at(0, "used_memory:1M " + ID_A));
        give(byPattern, new Capture().stream("shop-2.txt").at(1, "used_memory:1M " + ID_B));
        give(byPattern, new Capture().stream("cart-1.txt").at(1, "used_memory:1M " + ID_A));
        assertEquals(
                List.of("cart", "shop"),
                byPattern.timelines().stream().map(Timeline::name).toList());
    }

    @Test
    void whatHasNoNameBelongsToTheOnlyNamedInstance() {
        give(new Capture().stream("info.txt").at(0, "used_memory:1M"));
        give(new Capture().stream("cache-7.txt").at(1, "used_memory:1M"));
        assertEquals(List.of("cache-7"), names());
        assertEquals(2, instances.timelines().get(0).size());
    }

    @Test
    void whatHasNoNameStaysByItselfAmongSeveral() {
        give(new Capture().stream("info.txt").at(0, "used_memory:1M"));
        give(new Capture().stream("cache-7.txt").at(1, "used_memory:1M"));
        give(new Capture().stream("cache-8.txt").at(1, "used_memory:1M"));
        assertEquals(List.of("cache-7", "cache-8", "instance"), names());
    }

    @Test
    void anotherPortIsAnotherServer() {
        give(new Capture().stream("info.txt").at(0, "used_memory:1M tcp_port:6380"));
        give(new Capture().stream("cache-7.txt").at(1, "used_memory:1M tcp_port:6379"));
        assertEquals(List.of("cache-7", "instance"), names());
    }

    private static Capture sized(String stream, int mebibytes) {
        return new Capture().stream(stream).every(60, 30, i -> "used_memory:" + (mebibytes + i % 2) + "M");
    }

    @Test
    void foldersTellServersApartThatTellDifferentFiguresAtOneTime() {
        give(sized("f/shard1/primary/info.log", 100));
        give(sized("f/shard1/replica/info.log", 101));
        give(sized("f/shard2/primary/info.log", 900));
        give(sized("f/shard2/replica/info.log", 901));
        assertEquals(List.of("shard1/primary", "shard1/replica", "shard2/primary", "shard2/replica"), names());
        assertTrue(
                instances.timelines().get(0).quality().assumptions().toString().contains("servers_apart"));
    }

    @Test
    void foldersOfOneServerPartNothing() {
        give(sized("f/eu/web-1.log", 100)); // the same, copied
        give(sized("f/backup/web-1.log", 100));
        give(sized("f/2026-10-01/web-2.log", 100)); // a day a folder
        give(sized("f/2026-10-02/web-2.log", 900));
        give(sized("f/march/web-3.log", 100)); // another time
        give(new Capture().stream("f/june/web-3.log").at(86_400, "used_memory:900M"));
        assertEquals(List.of("web-1", "web-2", "web-3"), names());
    }

    @Test
    void filesAndFoldersCalledAfterPortsAreServersOfTheirHost() {
        give(sized("f/h1/6379.log", 100));
        give(sized("f/h1/6380.log", 100));
        give(sized("f/h2/6379/info.log", 100));
        give(sized("f/h2/6380/info.log", 100));
        give(sized("f/h3/2026.log", 100));
        give(sized("f/h3/1207.log", 101));
        assertEquals(List.of("h1", "h1:6380", "h2", "h2:6380", "h3"), names());
    }

    /** A folder for each port, and nothing in the files that tells who speaks: the same day is not captured twice in turn. */
    @Test
    void numberedFoldersWithTheSameDaysAreServers() {
        for (String folder : List.of("6379", "6380")) {
            for (int day = 1; day < 4; day++) {
                give(new Capture()
                        .stream("case/" + folder + "/2026-10-0" + day + ".log").at(86_400 * day, "used_memory:1M"));
            }
        }
        assertEquals(List.of("case", "case:6380"), names());
    }

    @Test
    void numberedFoldersWithDaysOfTheirOwnAreCapturesOfOneServer() {
        give(new Capture().stream("case/1/2026-10-01.log").at(0, "used_memory:1M"));
        give(new Capture().stream("case/2/2026-10-02.log").at(86_400, "used_memory:1M"));
        assertEquals(List.of("case"), names());
    }

    /** What a server logs stands beside what is asked of it. */
    @Test
    void foldersOfOtherKindsMayBeOfOneServer() {
        give(new Capture().stream("case/info/2026-10-01.log").at(0, "used_memory:1M"));
        give(new Capture().stream("case/memory/2026-10-01.log").at(60, "used_memory:1M"));
        assertEquals(List.of("case"), names());
    }

    /** "info1.txt" and "info2.txt" are two of one server or one of two: ports and lives tell. */
    @Test
    void namelessStreamsOfTwoPortsAreTwoServers() {
        give(new Capture().stream("case/info1.txt").at(0, "used_memory:1M tcp_port:6379"));
        give(new Capture().stream("case/info2.txt").at(0, "used_memory:9M tcp_port:6380"));
        give(new Capture().stream("case/stats2.txt").at(60, "used_memory:9M maxmemory:10M"));
        assertEquals(List.of("case", "case:6380"), names());
        assertEquals(2, instances.timelines().get(1).size(), "what has the number of a stream belongs to it");
        assertTrue(
                instances.timelines().get(0).quality().assumptions().toString().contains("servers_apart"));
    }

    @Test
    void namelessStreamsOfProcessesThatRanAtOneTimeAreTwoServers() {
        give(new Capture().stream("case/info1.txt").at(10_000, "used_memory:1M uptime_in_seconds:9000 " + ID_A));
        give(new Capture().stream("case/info2.txt").at(10_005, "used_memory:9M uptime_in_seconds:8000 " + ID_B));
        assertEquals(List.of("case/info1", "case/info2"), names());
    }

    @Test
    void namelessStreamsOfProcessesOneAfterTheOtherAreOneServer() {
        give(new Capture().stream("case/info1.txt").at(10_000, "used_memory:1M uptime_in_seconds:9000 " + ID_A));
        give(new Capture().stream("case/info2.txt").at(10_600, "used_memory:9M uptime_in_seconds:500 " + ID_B));
        assertEquals(List.of("case"), names());
        assertEquals(2, instances.timelines().get(0).runs().size());
    }

    @Test
    void withoutRunIdsTheProcessIdTells() {
        give(new Capture().stream("x/info/info.txt").at(10_000, "used_memory:1M uptime_in_seconds:9000 process_id:41"));
        give(new Capture().stream("x/dump/info.txt").at(10_005, "used_memory:9M uptime_in_seconds:800 process_id:52"));
        assertEquals(List.of("x/dump", "x/info"), names());
    }

    @Test
    void aMaskedRunIdIsNobodys() {
        String masked = "run_id:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
        give(new Capture().stream("cache-1.info").at(0, "used_memory:1M " + masked));
        give(new Capture().stream("cache-2.info").at(0, "used_memory:2M " + masked));
        give(new Capture().stream("cache-3.info").at(0, "used_memory:2M run_id:" + "0".repeat(40)));
        give(new Capture().stream("cache-4.info").at(0, "used_memory:2M run_id:" + "0".repeat(40)));
        assertEquals(List.of("cache-1", "cache-2", "cache-3", "cache-4"), names());
    }

    @Test
    void aLogWithoutSamplesGoesToTheOnlyInstance() {
        give(new Capture().stream("cache-7.txt").at(1, "used_memory:1M tcp_port:6379"));
        instances.event(event("kernel-of-host3.log", Optional.empty()));
        instances.exhibit(new Exhibit(
                Exhibit.Kind.CONFIG,
                new Origin("host3-conf", 1, 0, Optional.empty()),
                Stamp.NONE,
                List.of(),
                List.of(),
                ""));
        give(new Capture().stream("other-server").at(1, "maxmemory:1M tcp_port:6380"));
        assertEquals(List.of("cache-7"), names());
        Timeline timeline = instances.timelines().get(0);
        assertEquals(1, timeline.events().size());
        assertEquals(1, timeline.exhibits().size());
        assertEquals(1, timeline.size(), "the other port's sample stays away");
    }

    @Test
    void aServerAndItsExporterAreOne() {
        give(new Capture().stream("cache-1.info").at(0, "used_memory:1M"));
        give(new Capture()
                .stream("range.json")
                        .label("cache-1:9121")
                        .at(5, "used_memory:2M")
                        .at(6, "used_memory:2M"));
        give(new Capture().stream("b.info").label("cache-2").at(0, "used_memory:1M tcp_port:6379"));
        give(new Capture().stream("lines.lp").label("cache-2:6379").at(5, "used_memory:2M"));
        assertEquals(List.of("cache-1", "cache-2:6379"), names());
        assertEquals(3, instances.timelines().get(0).size());
    }

    @Test
    void otherServersOfOneHostStayApart() {
        give(new Capture().stream("cache-1.info").at(0, "used_memory:1M tcp_port:6379"));
        give(new Capture().stream("two.info").label("cache-1:6380").at(5, "used_memory:2M"));
        give(new Capture().stream("range.json").label("cache-2:9121").at(5, "used_memory:2M"));
        give(new Capture().stream("range.json").label("cache-2:9122").at(5, "used_memory:2M"));
        give(new Capture().stream("x.csv").label("cache-3").at(5, "used_memory:2M"));
        give(new Capture().stream("x.csv").label("cache-3:6379").at(5, "used_memory:2M"));
        assertEquals(
                List.of("cache-1", "cache-1:6380", "cache-2:9121", "cache-2:9122", "cache-3", "cache-3:6379"), names());
    }

    @Test
    void askingTwiceGivesTheSame() {
        give(new Capture().stream("cache-7.txt").at(1, "used_memory:1M"));
        instances.event(event("kernel-of-host3.log", Optional.empty()));
        instances.unknownField(new Origin("elsewhere", 1, 0, Optional.empty()), "novelty");
        Timeline first = instances.timelines().get(0);
        Timeline second = instances.timelines().get(0);
        assertEquals(1, second.events().size());
        assertEquals(first.quality(), second.quality());
    }

    @Test
    void aLogGoesToNobodyAmongSeveral() {
        give(new Capture().stream("cache-7.txt").at(1, "used_memory:1M"));
        give(new Capture().stream("cache-8.txt").at(1, "used_memory:1M"));
        instances.event(event("kernel-of-host3.log", Optional.empty()));
        instances.event(event("redis.log", Optional.of("cache-8")));
        List<Timeline> timelines = instances.timelines();
        assertEquals(0, timelines.get(0).events().size());
        assertEquals(1, timelines.get(1).events().size());
    }

    @Test
    void assumptionsUnknownFieldsAndRejectsArePassedOn() {
        give(new Capture().stream("cache-7.txt").at(1, "used_memory:1M"));
        Origin origin = new Origin("cache-7.txt", 3, 0, Optional.empty());
        instances.assumed(origin, Phrase.of("zone"));
        instances.unknownField(origin, "b_field");
        instances.unknownField(origin, "a_field");
        instances.unknownField(origin, "b_field");
        instances.rejected(new Rejected(origin, Phrase.of("junk"), Phrase.of("dump")));
        Quality quality = instances.timelines().get(0).quality();
        assertEquals(List.of(Phrase.of("zone")), quality.assumptions());
        assertEquals("{a_field=1, b_field=2}", quality.unknownFields().toString());
        assertEquals(1, rejects.size());
    }

    @Test
    void withoutASampleOfMemoryThereIsNoInstance() {
        give(new Capture().at(0, "maxmemory:1G"));
        assertTrue(instances.timelines().isEmpty());
    }

    @Test
    void anyMeasureOfMemoryMakesAnInstance() {
        for (String text : List.of(
                "used_memory_rss:1M",
                "mem_fragmentation_ratio:1.2",
                "allocator_resident:1M",
                "allocator_frag_ratio:1.1")) {
            Instances one = new Instances(new InstanceNames(Optional.empty()), rejects::add);
            give(one, new Capture().at(0, text));
            assertEquals(1, one.timelines().size(), text);
        }
    }

    private static Event written(String stream, double seconds, long pid) {
        return new Event(
                Event.Kind.FLUSH,
                new Origin(stream, 1, 0, Optional.empty()),
                new Stamp(Capture.micros(seconds), TimeSource.STATED),
                "flush",
                Map.of(),
                OptionalLong.of(pid));
    }

    @Test
    void aLogWhoseProcessesNeverAnswerIsAnotherServers() {
        String info = "used_memory:1M process_id:4018 uptime_in_seconds:";
        give(new Capture().stream("cache-7/info.txt").at(0, info + 100).at(60, info + 160));
        instances.event(written("cache-7/redis.log", -30, 4099));
        instances.event(written("cache-7/redis.log", 90, 4099));
        assertEquals(List.of("cache-7"), names());
        assertEquals(List.of(), instances.timelines().get(0).events());
        assertTrue(
                instances.timelines().get(0).quality().assumptions().toString().contains("foreign_log"));
    }

    @Test
    void aLogThatHoldsTheProcessAmongOthersIsTheServersOwn() {
        String info = "used_memory:1M process_id:4018 uptime_in_seconds:";
        give(new Capture().stream("cache-7/info.txt").at(0, info + 100).at(60, info + 160));
        instances.event(written("cache-7/redis.log", -30, 3999));
        instances.event(written("cache-7/redis.log", 90, 4018));
        assertEquals(2, instances.timelines().get(0).events().size());
    }

    @Test
    void aLogOfAnotherTimeMayBeTheServersOwn() {
        String info = "used_memory:1M process_id:4018 uptime_in_seconds:";
        give(new Capture().stream("cache-7/info.txt").at(0, info + 100).at(60, info + 160));
        instances.event(written("cache-7/redis.log", -3000, 3999));
        instances.event(written("cache-7/redis.log", -2000, 3999));
        assertEquals(2, instances.timelines().get(0).events().size());
    }

    private static Capture process(String stream, double from, int mebibytes, char run) {
        return new Capture()
                .stream(stream)
                        .every(
                                60,
                                30,
                                i -> "used_memory:" + (mebibytes + i % 2) + "M uptime_in_seconds:"
                                        + (int) (from + i * 60) + " run_id:"
                                        + String.valueOf(run).repeat(40));
    }

    private List<String> streamsOf(String name) {
        return instances.all().stream()
                .filter(one -> one.name().equals(name))
                .flatMap(one -> one.streams().stream())
                .sorted()
                .toList();
    }

    @Test
    void aCopyInTheFolderOfAnotherHostJoinsItsOriginalAlone() {
        give(process("web01/info.log", 900, 100, 'a'));
        give(process("web02/info.log", 800, 300, 'b'));
        give(process("web02/old-copy.log", 900, 100, 'a'));
        instances.event(event("web02/redis.log", Optional.empty()));
        assertEquals(List.of("web01", "web02"), names());
        assertEquals(List.of("web01/info.log", "web02/old-copy.log"), streamsOf("web01"));
        assertEquals(List.of("web02/info.log", "web02/redis.log"), streamsOf("web02"));
        assertTrue(
                instances.timelines().get(0).quality().assumptions().toString().contains("copies_apart"));
    }

    @Test
    void aCopyIsOneWhicheverFolderComesFirst() {
        give(process("web01/old-copy.log", 900, 100, 'a'));
        give(process("web01/info.log", 800, 300, 'b'));
        give(process("web02/info.log", 900, 100, 'a'));
        assertEquals(List.of("web01", "web02"), names());
        assertEquals(List.of("web01/old-copy.log", "web02/info.log"), streamsOf("web02"));
    }

    @Test
    void aCopyUnderAnotherPortLeavesTheServersOfItsFolderTheirHost() {
        give(process("hostA/6379.log", 900, 100, 'a'));
        give(process("hostB/6379.log", 800, 300, 'b'));
        give(process("hostB/6380.log", 700, 500, 'c'));
        give(process("hostB/6381.log", 900, 100, 'a'));
        assertEquals(List.of("hostA", "hostB", "hostB:6380"), names());
        assertEquals(List.of("hostA/6379.log", "hostB/6381.log"), streamsOf("hostA"));
    }

    /** A part of a log that another host keeps is no exact copy. */
    @Test
    void aPartOfALogInTheFolderOfAnotherHostJoinsItsServerAlone() {
        give(process("hostbravo/6380.log", 900, 100, 'a'));
        give(new Capture().stream("hostgamma/6380.log").at(90, "used_memory:100M uptime_in_seconds:990 " + ID_A));
        give(process("hostgamma/6371.log", 800, 300, 'b'));
        give(process("hostgamma/6372.log", 700, 500, 'c'));
        assertEquals(List.of("hostbravo", "hostgamma:6371", "hostgamma:6372"), names());
    }

    @Test
    void copiesOfSeveralHostsInOneFolderJoinNoHosts() {
        give(process("archive/dump1.txt", 900, 100, 'a'));
        give(process("archive/dump2.txt", 800, 300, 'b'));
        give(process("web01/info.log", 900, 100, 'a'));
        give(process("web02/info.log", 800, 300, 'b'));
        assertEquals(List.of("web01", "web02"), names());
    }

    /** Each of two hosts keeps a copy of the other's. */
    @Test
    void copiesCrosswiseJoinNoHosts() {
        give(process("web01/info.log", 900, 100, 'a'));
        give(new Capture().stream("web01/info-copy.log").at(90, "used_memory:300M uptime_in_seconds:890 " + ID_B));
        give(process("web02/info.log", 800, 300, 'b'));
        give(new Capture().stream("web02/info-copy.log").at(90, "used_memory:100M uptime_in_seconds:990 " + ID_A));
        assertEquals(List.of("web01", "web02"), names());
        assertEquals(List.of("web01/info.log", "web02/info-copy.log"), streamsOf("web01"));
    }

    /** What stands under a folder of each host has the names of these folders. */
    @Test
    void aCopyBelowAnotherFolderLeavesNamesOfFolders() {
        give(process("f/dc1/hostA/info.log", 900, 100, 'a'));
        give(process("f/dc2/hostB/info.log", 800, 300, 'b'));
        give(process("f/dc2/hostB/info-copy.log", 900, 100, 'a'));
        give(process("f/dc3/hostA/info.log", 700, 500, 'c'));
        assertEquals(List.of("dc1/hostA", "dc3/hostA", "hostB"), names());
    }

    @Test
    void aCopyInAnotherFolderOfTheSameNameIsNoThirdServer() {
        give(process("f/a/primary/info-copy.log", 800, 300, 'b'));
        give(process("f/a/primary/info.log", 900, 100, 'a'));
        give(process("f/b/primary/info.log", 800, 300, 'b'));
        assertEquals(List.of("a/primary", "b/primary"), names());
        assertEquals(List.of("f/a/primary/info.log"), streamsOf("a/primary"));
    }

    /** No time in common tells that the server beside the copy is another one; that the copy is one does. */
    @Test
    void aCopyOfAnotherTimeJoinsNoHosts() {
        give(process("web01/info.log", 900, 100, 'a'));
        give(new Capture().stream("web02/info.log").at(90_000, "used_memory:100M uptime_in_seconds:9 " + ID_B));
        give(process("web02/old-copy.log", 900, 100, 'a'));
        assertEquals(List.of("web01", "web02"), names());
    }

    @Test
    void aServerThatIsToldUnderTwoNamesStaysOne() {
        give(new Capture().stream("cache-1/info1.log").at(0, "used_memory:1M uptime_in_seconds:50 " + ID_A));
        give(new Capture().stream("cache-1/info2.log").at(900, "used_memory:1M uptime_in_seconds:5 " + ID_B));
        give(new Capture().stream("node-7.info").at(9, "used_memory:1M uptime_in_seconds:59 " + ID_A));
        assertEquals(List.of("cache-1"), names());
    }
}
