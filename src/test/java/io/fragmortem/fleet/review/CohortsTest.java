package io.fragmortem.fleet.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Summaries;
import io.fragmortem.fleet.review.FleetReview.Cohort;
import io.fragmortem.fleet.review.FleetReview.Common;
import io.fragmortem.fleet.review.FleetReview.Dimension;
import io.fragmortem.fleet.review.FleetReview.Trait;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Is it the build, or the team? Groups in excess are held against each other. */
final class CohortsTest {

    private final Map<String, InstanceSummary> made = new HashMap<>();
    private final List<InstanceSummary> fleet = new ArrayList<>();
    private final Map<String, List<String>> teams = new HashMap<>();

    /** So many instances of a version and a team, the first of which are ill. */
    private void add(int count, int ill, String version, String allocator, String team) {
        for (int i = 0; i < count; i++) {
            String name = word(fleet.size());
            boolean bad = i < ill;
            InstanceSummary one = made.computeIfAbsent(version + allocator + bad, key -> {
                return Summaries.of(new Capture()
                        .label("any")
                        .at(
                                0,
                                Summaries.QUIET + "redis_version:" + version + " mem_allocator:" + allocator
                                        + (bad ? Summaries.KEPT : "")));
            });
            fleet.add(new InstanceSummary(
                    name, one.seen(), one.server(), one.role(), one.traits(), one.found(), one.now(), one.course()));
            teams.put(name, List.of(team));
        }
    }

    /** A name that belongs to no family. */
    private static String word(int n) {
        StringBuilder word = new StringBuilder("host-");
        for (int rest = n + 26; rest > 0; rest /= 26) {
            word.append((char) ('a' + rest % 26));
        }
        return word.toString();
    }

    private void add(int count, int ill, String version, String team) {
        add(count, ill, version, "jemalloc-5.2.1", team);
    }

    private FleetReview review() {
        return FleetReview.of(fleet, new Labels(List.of("team"), teams), Optional.empty());
    }

    private static Trait team(String name) {
        return new Trait(new Common(Dimension.LABEL, "team"), name);
    }

    private static Trait version(String version) {
        return new Trait(new Common(Dimension.VERSION, ""), "Redis " + version);
    }

    private static Optional<Cohort> of(FleetReview review, Trait... traits) {
        return review.cohorts().stream()
                .filter(cohort -> cohort.traits().equals(List.of(traits)))
                .findFirst();
    }

    private static boolean marked(FleetReview review, Trait trait) {
        return review.groupings().stream()
                .filter(grouping -> grouping.common().equals(trait.common()))
                .flatMap(grouping -> grouping.groups().stream())
                .anyMatch(group -> group.name().equals(trait.value()) && group.suspicious());
    }

    private static void assertExplains(FleetReview review, Trait one, Trait other) {
        assertTrue(marked(review, one));
        assertFalse(marked(review, other));
        assertEquals(List.of(one), of(review, other).orElseThrow().explained());
    }

    @Test
    void itIsTheBuildWhereTheTeamsOtherInstancesAreWell() {
        add(10, 9, "7.2.4", "payments");
        add(10, 0, "7.0.15", "payments");
        add(3, 3, "7.2.4", "search");
        add(40, 1, "7.0.15", "search");
        FleetReview review = review();
        assertExplains(review, version("7.2.4"), team("payments"));
        assertEquals(List.of(), of(review, version("7.2.4")).orElseThrow().inseparable());
    }

    @Test
    void itIsTheTeamWhereTheBuildIsWellElsewhere() {
        add(10, 9, "7.2.4", "payments");
        add(6, 5, "7.0.15", "payments");
        add(8, 0, "7.2.4", "search");
        add(40, 1, "7.0.15", "search");
        FleetReview review = review();
        assertExplains(review, team("payments"), version("7.2.4"));
    }

    @Test
    void theSameInstancesCannotBeToldApart() {
        add(10, 9, "7.2.4", "payments");
        add(30, 1, "7.0.15", "search");
        FleetReview review = review();
        assertTrue(marked(review, version("7.2.4")));
        assertTrue(marked(review, team("payments")));
        Cohort build = of(review, version("7.2.4")).orElseThrow();
        assertEquals(List.of(team("payments")), build.inseparable());
        assertTrue(build.same());
        assertEquals(
                List.of(version("7.2.4")),
                of(review, team("payments")).orElseThrow().inseparable());
    }

    @Test
    void almostTheSameInstancesCannotEither() {
        add(10, 9, "7.2.4", "payments");
        add(1, 0, "7.2.4", "search");
        add(30, 1, "7.0.15", "search");
        FleetReview review = review();
        Cohort build = of(review, version("7.2.4")).orElseThrow();
        assertTrue(build.stands());
        assertEquals(List.of(team("payments")), build.inseparable());
        assertFalse(build.same());
    }

    @Test
    void eachMayHaveAnExcessOfItsOwn() {
        add(12, 12, "7.2.4", "payments");
        add(20, 12, "7.2.4", "search");
        add(20, 12, "7.0.15", "payments");
        add(80, 2, "7.0.15", "search");
        FleetReview review = review();
        assertTrue(marked(review, version("7.2.4")));
        assertTrue(marked(review, team("payments")));
        assertEquals(List.of(), of(review, team("payments")).orElseThrow().inseparable());
    }

    @Test
    void aCombinationIsToldWhereNeitherAloneIs() {
        add(12, 11, "7.2.4", "libc", "a");
        add(40, 1, "7.2.4", "jemalloc-5.2.1", "a");
        add(40, 1, "7.0.15", "libc", "a");
        add(40, 1, "7.0.15", "jemalloc-5.2.1", "a");
        FleetReview review = review();
        Trait libc = new Trait(new Common(Dimension.ALLOCATOR, ""), "libc");
        Cohort both = of(review, version("7.2.4"), libc).orElseThrow();
        assertEquals(12, both.instances());
        assertEquals(11, both.needing());
        assertFalse(marked(review, version("7.2.4")), "alone it is as well as the others");
        assertFalse(marked(review, libc));
    }

    @Test
    void aBuildThatAilsWithAnyAllocatorIsNoCombination() {
        add(20, 15, "7.2.4", "libc", "a");
        add(20, 14, "7.2.4", "jemalloc-5.2.1", "a");
        add(40, 1, "7.0.15", "libc", "a");
        add(40, 1, "7.0.15", "jemalloc-5.2.1", "a");
        FleetReview review = review();
        assertEquals(1, review.cohorts().size(), review.cohorts().toString());
        assertTrue(marked(review, version("7.2.4")));
    }

    @Test
    void whatChanceMayHaveDoneIsSilent() {
        add(10, 2, "7.2.4", "libc", "payments");
        add(10, 1, "7.0.15", "jemalloc-5.2.1", "payments");
        add(10, 1, "7.2.4", "jemalloc-5.2.1", "search");
        add(30, 4, "7.0.15", "libc", "search");
        assertEquals(List.of(), review().cohorts());
    }

    @Test
    void labelsWithAValueForEachInstanceExplainNothing() {
        add(10, 9, "7.2.4", "payments");
        add(30, 1, "7.0.15", "payments");
        Map<String, List<String>> hosts = new HashMap<>();
        fleet.forEach(one -> hosts.put(one.name(), List.of("rack-" + one.name())));
        FleetReview review = FleetReview.of(fleet, new Labels(List.of("host"), hosts), Optional.empty());
        Cohort build = of(review, version("7.2.4")).orElseThrow();
        assertTrue(build.stands() && build.inseparable().isEmpty(), build.toString());
    }

    @Test
    void thousandsAreJudgedAtOnce() {
        for (int team = 0; team < 100; team++) {
            add(
                    25,
                    team < 20 ? 12 : 1,
                    team % 2 == 0 ? "7.2.4" : "7.0.15",
                    team % 3 == 0 ? "libc" : "jemalloc-5.2.1",
                    "t" + team);
            add(25, 1, "6.2.14", "jemalloc-5.2.1", "t" + team);
        }
        assertEquals(5000, fleet.size());
        long before = System.nanoTime();
        FleetReview review = review();
        double seconds = (System.nanoTime() - before) / 1e9;
        assertTrue(of(review, team("t1")).isPresent());
        assertTrue(seconds < 20, seconds + " s");
    }

    /** Whoever looks at many ways to group finds something in one of them: all of them count. */
    @Test
    void troubleThatFallsAnywhereMarksHardlyAnyGroup() {
        add(20, 0, "7.2.4", "red");
        add(20, 0, "7.0.15", "red");
        add(20, 0, "6.2.14", "red");
        add(1, 1, "7.2.4", "red");
        InstanceSummary ill = fleet.remove(60);
        InstanceSummary well = fleet.get(0);
        List<String> columns = List.of("team", "tier", "os", "rack", "dc");
        int marked = 0;
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, List<String>> rows = new HashMap<>();
            List<InstanceSummary> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                InstanceSummary one = random.nextInt(4) == 0 ? ill : well;
                String name = word(i);
                all.add(new InstanceSummary(
                        name,
                        one.seen(),
                        fleet.get(i).server(),
                        one.role(),
                        one.traits(),
                        one.found(),
                        one.now(),
                        one.course()));
                rows.put(name, columns.stream().map(c -> c + random.nextInt(4)).toList());
            }
            List<Cohort> cohorts = FleetReview.of(all, new Labels(columns, rows), Optional.empty())
                    .cohorts();
            marked += cohorts.stream().anyMatch(Cohort::stands) ? 1 : 0;
        }
        assertTrue(marked <= 4, marked + " of 40");
    }
}
