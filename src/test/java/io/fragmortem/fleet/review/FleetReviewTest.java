package io.fragmortem.fleet.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.fleet.Headroom;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Summaries;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetReviewTest {

    private static final long HOUR = 3_600_000_000L;
    private static final double MIB = 1024 * 1024;

    private static InstanceSummary instance(String name, String more) {
        return Summaries.of(new Capture().label(name).at(0, "mem_allocator:jemalloc-5.2.1 " + Summaries.QUIET + more));
    }

    private static FleetReview review(List<InstanceSummary> instances, Labels labels) {
        return FleetReview.of(instances, labels, Optional.empty());
    }

    @Test
    void aBuildThatAilsMoreThanChanceIsMarked() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            instances.add(instance("old-" + i, "redis_version:7.0.15"));
            instances.add(instance("new-" + i, "redis_version:7.2.4" + (i < 8 ? Summaries.KEPT : "")));
        }
        FleetReview.Grouping versions = review(instances, Labels.NONE).groupings().stream()
                .filter(grouping -> grouping.common().dimension() == FleetReview.Dimension.VERSION)
                .findFirst()
                .orElseThrow();
        FleetReview.Group worst = versions.groups().get(0);
        assertEquals("Redis 7.2.4", worst.name());
        assertEquals(8, worst.needing());
        assertTrue(worst.suspicious());
        assertFalse(versions.groups().get(1).suspicious());
        assertEquals(8 * 1520.0 + 2 * 80, worst.gap() / (1 << 20), 1);
    }

    @Test
    void whatTheUserSaysIsSummedToo() {
        List<InstanceSummary> instances = List.of(instance("a", Summaries.KEPT), instance("b", ""), instance("c", ""));
        Labels labels = new Labels(List.of("team"), Map.of("a", List.of("red"), "b", List.of("blue")));
        FleetReview.Grouping teams = review(instances, labels).groupings().get(0);
        assertEquals("team", teams.common().name());
        assertEquals(
                List.of("red", "", "blue"),
                teams.groups().stream().map(FleetReview.Group::name).toList());
    }

    /** One line of sums is what was asked for; what nobody labelled is no group. */
    @Test
    void aLabelThatAllShareIsOneLine() {
        List<InstanceSummary> instances = List.of(instance("a", Summaries.KEPT), instance("b", ""));
        Labels labels = new Labels(
                List.of("team", "rack", "zone"), Map.of("a", List.of("red", "1", ""), "b", List.of("red", "2", "")));
        List<FleetReview.Grouping> groupings = review(instances, labels).groupings();
        assertEquals("team", groupings.get(0).common().name());
        assertEquals("rack", groupings.get(1).common().name());
        assertTrue(groupings.stream().noneMatch(one -> one.common().name().equals("zone")));
        FleetReview.Group all = groupings.get(0).groups().get(0);
        assertEquals("red", all.name());
        assertEquals(2, all.instances());
        assertEquals(1, all.needing());
        assertEquals(1520.0 + 80, all.gap() / MIB, 1);
        assertFalse(all.suspicious());
    }

    private static InstanceSummary changed(String name, long... hours) {
        return changed(name, instance(name, "").seen(), hours);
    }

    private static InstanceSummary changed(String name, InstanceSummary.Seen seen, long... hours) {
        InstanceSummary calm = instance(name, "");
        List<Change> changes = new ArrayList<>();
        for (long hour : hours) {
            changes.add(
                    new Change(Total.USED_MEMORY, hour * HOUR, hour * HOUR, hour * HOUR, ChangePoint.Kind.LEVEL, 1, 2));
        }
        InstanceSummary.Course course = calm.course();
        return new InstanceSummary(
                name,
                seen,
                calm.server(),
                calm.role(),
                calm.traits(),
                calm.found(),
                calm.now(),
                new InstanceSummary.Course(
                        course.p(),
                        course.growth(),
                        course.room(),
                        changes,
                        List.of(),
                        course.sketch(),
                        course.days()));
    }

    @Test
    void changesOfManyWithinAnHourAreToldTogether() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            instances.add(changed("deployed-" + i, 20L * i, 150));
        }
        instances.add(changed("other", 10, 100, 200));
        List<FleetReview.Burst> bursts = review(instances, Labels.NONE).bursts();
        assertEquals(1, bursts.size(), bursts.toString());
        assertEquals(150 * HOUR, bursts.get(0).atMicros());
        assertEquals(6, bursts.get(0).instances().size());
        assertFalse(bursts.get(0).instances().contains("other"));
    }

    /** On a day on which all have more to do more of them change in every hour of it. */
    @Test
    void aBusyDayIsNoDeployAndADeployInItIsOne() {
        InstanceSummary.Seen week = new InstanceSummary.Seen(
                1000, OptionalLong.of(0), OptionalLong.of(168 * HOUR), false, Optional.empty());
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            instances.add(changed("busy-" + i, week, 72 + i % 24));
        }
        assertEquals(List.of(), review(instances, Labels.NONE).bursts());
        for (int i = 0; i < 40; i++) {
            instances.add(changed("deployed-" + i, week, 84));
        }
        List<FleetReview.Burst> bursts = review(instances, Labels.NONE).bursts();
        assertEquals(1, bursts.size(), bursts.toString());
        assertEquals(84 * HOUR, bursts.get(0).atMicros());
    }

    /** A week without a change beside them is what makes six at one time remarkable. */
    @Test
    void changesOfADeployAloneAreToldTogether() {
        InstanceSummary.Seen week = new InstanceSummary.Seen(
                1000, OptionalLong.of(0), OptionalLong.of(168 * HOUR), false, Optional.empty());
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            instances.add(changed("deployed-" + i, week, 50));
            instances.add(changed("calm-" + i, week));
        }
        List<FleetReview.Burst> bursts = review(instances, Labels.NONE).bursts();
        assertEquals(1, bursts.size(), bursts.toString());
        assertEquals(6, bursts.get(0).instances().size());
    }

    @Test
    void aReplicaWithoutTheGapOfItsPrimaryStandsBesideIt() {
        String id = " master_replid:133985fec087fa59f516f64b79ea2adfadf30682";
        FleetReview review = review(
                List.of(
                        instance("a", "role:master" + id + Summaries.KEPT),
                        instance("b", "role:slave master_host:a" + id),
                        instance("c", Summaries.KEPT)),
                Labels.NONE);
        assertEquals(1, review.sets().size());
        assertEquals(
                List.of("a", "b"),
                review.sets().get(0).members().stream()
                        .map(FleetReview.Member::instance)
                        .toList());
    }

    @Test
    void aSingleDumpIsTooLittleForATrendAndNamed() {
        FleetReview review = review(List.of(instance("a", "")), Labels.NONE);
        assertEquals(List.of("a"), review.little());
        assertEquals(new FleetReview.Tests(0, 0), review.tests());
    }

    @Test
    void namesStandInTheOrderInWhichPeopleCount() {
        Earlier earlier = new Earlier(Map.of(
                "cache-10", new Earlier.Verdict(Severity.OK, "healthy"),
                "cache-9", new Earlier.Verdict(Severity.OK, "healthy")));
        FleetReview review = FleetReview.of(
                List.of(
                        instance("queue-10", "maxmemory:4000M"),
                        instance("queue-9", "maxmemory:4000M"),
                        instance("queue-100", "maxmemory:4000M")),
                Labels.NONE,
                Optional.of(earlier));
        List<String> named = List.of("queue-9", "queue-10", "queue-100");
        assertEquals(named, review.little());
        assertEquals(
                named,
                review.capacity().rooms().stream()
                        .map(FleetReview.Room::instance)
                        .toList());
        assertEquals(
                List.of("cache-9", "cache-10"),
                review.earlier().orElseThrow().gone().stream()
                        .map(Earlier.Gone::instance)
                        .toList());
        List<InstanceSummary> deployed = new ArrayList<>();
        for (int i = 12; i > 6; i--) {
            deployed.add(changed("deployed-" + i, 20L * i, 500));
        }
        assertEquals(
                List.of("deployed-7", "deployed-8", "deployed-9", "deployed-10", "deployed-11", "deployed-12"),
                review(deployed, Labels.NONE).bursts().get(0).instances());
    }

    @Test
    void theEarlierRunTellsWhatIsNewWorseBetterKnownAndGone() {
        Earlier earlier = new Earlier(Map.of(
                "known", new Earlier.Verdict(Severity.WARNING, "allocator-retention"),
                "worse", new Earlier.Verdict(Severity.WARNING, "allocator-retention"),
                "better", new Earlier.Verdict(Severity.WARNING, "allocator-retention"),
                "calm", new Earlier.Verdict(Severity.OK, "healthy"),
                "ill now", new Earlier.Verdict(Severity.OK, "healthy"),
                "gone", new Earlier.Verdict(Severity.OK, "healthy"),
                "lost", new Earlier.Verdict(Severity.CRITICAL, "allocator-retention")));
        List<InstanceSummary> instances = List.of(
                instance("worse", "cgroup.limit:1100M"),
                instance("known", Summaries.KEPT),
                instance("never seen", Summaries.KEPT),
                instance("ill now", Summaries.KEPT),
                instance("better", ""),
                instance("calm", ""));
        FleetReview.SinceEarlier since = FleetReview.of(instances, Labels.NONE, Optional.of(earlier))
                .earlier()
                .orElseThrow();
        assertEquals(
                List.of(
                        Earlier.Standing.WORSE,
                        Earlier.Standing.KNOWN,
                        Earlier.Standing.NEW,
                        Earlier.Standing.NEW,
                        Earlier.Standing.BETTER,
                        Earlier.Standing.CALM),
                since.standings());
        assertEquals(
                List.of("lost", "gone"),
                since.gone().stream().map(Earlier.Gone::instance).toList(),
                "what was worst then stands first");
        assertEquals(Severity.CRITICAL, since.gone().get(0).then().orElseThrow().severity());
        assertEquals(2, since.count(Earlier.Standing.NEW));
    }

    /** A new finding is new beside one that both runs silence; one that is silenced from the first is no alarm. */
    @ParameterizedTest
    @CsvSource({
        "OK,,               WARNING,,               NEW",
        "OK,swapped,        WARNING,swapped,        NEW",
        "OK,,               OK,swapped,             CALM",
        "OK,swapped,        OK,swapped,             CALM",
        "WARNING,,          OK,swapped,             KNOWN",
        "OK,swapped,        WARNING,,               KNOWN",
        "OK,swapped,        CRITICAL,,              WORSE",
        "CRITICAL,,         OK,swapped,             BETTER",
        "OK,swapped,        OK,,                    BETTER",
        "WARNING,,          WARNING,swapped,        KNOWN"
    })
    void whatOneRunSilencesCountsInItToo(
            Severity before, String silencedBefore, Severity now, String silencedNow, Earlier.Standing standing) {
        Earlier earlier = new Earlier(Map.of(
                "a",
                new Earlier.Verdict(
                        before,
                        "healthy",
                        silencedBefore == null ? Map.of() : Map.of(silencedBefore, Severity.WARNING))));
        Verdict verdict = new Verdict(
                now,
                Cause.HEALTHY,
                Confidence.HIGH,
                Phrase.of("none"),
                Optional.empty(),
                silencedNow == null
                        ? List.of()
                        : List.of(new Verdict.Silence(Cause.SWAPPED, Severity.WARNING, 100 * MIB)));
        assertEquals(standing, earlier.of("a", verdict));
    }

    @Test
    void theTightestRunsOutFirstAndACacheThatEvictsLast() {
        FleetReview.Capacity capacity = review(
                        List.of(
                                instance("roomy", "maxmemory:4000M maxmemory_policy:noeviction"),
                                instance("unbounded", ""),
                                instance("cache", "maxmemory:1001M maxmemory_policy:allkeys-lru"),
                                instance("tight", "maxmemory:1250M maxmemory_policy:noeviction"),
                                instance("over", "total_system_memory:1000M maxmemory:4000M")),
                        Labels.NONE)
                .capacity();
        assertEquals(
                List.of("over", "tight", "roomy", "cache"),
                capacity.rooms().stream().map(FleetReview.Room::instance).toList());
        assertEquals(4, capacity.known());
        assertEquals(1, capacity.unknown());
        Headroom over = capacity.rooms().get(0).headroom();
        assertEquals(Limit.HOST, over.bound().limit());
        assertTrue(over.isReached());
        assertEquals(-80 * MIB, over.free());
        assertEquals(250 * MIB, capacity.rooms().get(1).headroom().free());
        assertEquals(0.2, capacity.rooms().get(1).headroom().freeShare(), 1e-9);
    }

    @Test
    void onlyWhatNeedsAPersonHasAFirstStep() {
        assertTrue(instance("kept", Summaries.KEPT).found().step().isPresent());
        assertTrue(instance("quiet", "").found().step().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "redis-cache-0012, redis-cache",
        "redis-cache-3.eu.example:6379, redis-cache",
        "shard_07, shard",
        "cache7:7001, cache",
        "10.1.36.33:6379, ''",
        "primary, ''",
        "192.168.0.7, ''",
        "缓存-3, 缓存"
    })
    void aNameWithoutItsNumberIsAFamily(String name, String family) {
        assertEquals(family, Families.of(name));
    }

    @Test
    void familiesAreSummedWhereNobodyLabels() {
        FleetReview.Grouping names = review(
                        List.of(
                                instance("cache-1", Summaries.KEPT),
                                instance("cache-2", Summaries.KEPT),
                                instance("queue-1", "")),
                        Labels.NONE)
                .groupings()
                .get(0);
        assertEquals(FleetReview.Dimension.NAME, names.common().dimension());
        assertEquals(
                List.of("cache", "queue"),
                names.groups().stream().map(FleetReview.Group::name).toList());
        assertEquals(2, names.groups().get(0).needing());
    }
}
