package io.fragmortem.fleet.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Summaries;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Instances that restarted in the same minutes are told; restarts that chance brings together are not. */
final class RestartsTest {

    private static final int EVERY = 300;
    private static final int DAY = 86_400;

    /** An instance for three days, which restarts at these seconds. */
    private static InstanceSummary instance(String name, boolean uptime, int... restarts) {
        return sampled(name, uptime, EVERY, 3 * DAY, restarts);
    }

    private static InstanceSummary sampled(String name, boolean uptime, int every, int seconds, int... restarts) {
        Capture capture = new Capture().label(name);
        for (int at = 0; at < seconds; at += every) {
            int began = -100_000;
            int run = 0;
            for (int restart : restarts) {
                if (restart <= at) {
                    began = restart;
                    run++;
                }
            }
            capture.at(
                    at,
                    "mem_allocator:jemalloc-5.2.1 used_memory:1000M used_memory_rss:1080M used_memory_peak:1010M"
                            + " run_id:"
                            + String.format("%040x", name.hashCode() * 100L + run)
                            + (uptime ? " uptime_in_seconds:" + (at - began) : ""));
        }
        return Summaries.of(capture);
    }

    private static List<FleetReview.Restarted> restarts(List<InstanceSummary> instances, Labels labels) {
        return FleetReview.of(instances, labels, Optional.empty()).restarts();
    }

    @Test
    void aRollingDeployIsToldWithItsMinutesAndNames() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            instances.add(instance("cache-" + i, true, DAY + 7800 + 40 * i));
        }
        for (int i = 0; i < 6; i++) {
            instances.add(instance("queue-" + i, true, 20_000 * (i + 1)));
        }
        List<FleetReview.Restarted> found = restarts(instances, Labels.NONE);
        assertEquals(1, found.size(), found.toString());
        FleetReview.Restarted deploy = found.get(0);
        assertEquals(List.of("cache-0", "cache-1", "cache-2", "cache-3", "cache-4", "cache-5"), deploy.instances());
        assertEquals(Capture.micros(DAY + 7800), deploy.fromMicros());
        assertEquals(Capture.micros(DAY + 7800 + 200), deploy.toMicros());
        assertEquals(List.of(new FleetReview.Tie(FleetReview.Tie.Kind.NAME, "", "cache", 6)), deploy.ties());
    }

    /** Each process tells its uptime, not only the last one. */
    @Test
    void earlierRestartsHaveTheirOwnTimes() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            instances.add(instance("cache-" + i, true, DAY + 7800 + i, 2 * DAY + 10_000 + 9000 * i));
        }
        List<FleetReview.Restarted> found = restarts(instances, Labels.NONE);
        assertEquals(1, found.size(), found.toString());
        assertEquals(Capture.micros(DAY + 7800), found.get(0).fromMicros());
        assertEquals(Capture.micros(DAY + 7805), found.get(0).toMicros());
    }

    @Test
    void aHostThatWentDownIsNamed() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int port = 6379; port < 6383; port++) {
            instances.add(instance("10.0.0.1:" + port, false, DAY));
            instances.add(instance("10.0.0.2:" + port, false));
        }
        Labels labels = new Labels(List.of("team"), Map.of("10.0.0.1:6379", List.of("red")));
        List<FleetReview.Restarted> found = restarts(instances, labels);
        assertEquals(1, found.size(), found.toString());
        assertEquals(
                List.of(new FleetReview.Tie(FleetReview.Tie.Kind.HOST, "", "10.0.0.1", 4)),
                found.get(0).ties());
    }

    @Test
    void whatTheUserSaysOfAllOfThemIsTold() {
        List<InstanceSummary> instances = new ArrayList<>();
        List<String> names = List.of("alpha", "beta", "gamma", "delta", "rho", "sigma", "tau", "omega");
        for (int i = 0; i < names.size(); i++) {
            instances.add(i < 4 ? instance(names.get(i), true, DAY + 60 * i) : instance(names.get(i), true));
        }
        Map<String, List<String>> teams = Map.of(
                "alpha", List.of("red"),
                "beta", List.of("red"),
                "gamma", List.of("red"),
                "delta", List.of("red"),
                "rho", List.of("red"));
        List<FleetReview.Restarted> found = restarts(instances, new Labels(List.of("team"), teams));
        assertEquals(
                List.of(new FleetReview.Tie(FleetReview.Tie.Kind.LABEL, "team", "red", 5)),
                found.get(0).ties());
    }

    @Test
    void restartsThatChanceBringsTogetherAreNot() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            instances.add(instance("cache-" + i, true, 9_000 + 19_000 * i)); // one every five hours
        }
        instances.add(instance("late-1", true, 30_000));
        instances.add(instance("late-2", true, 30_060)); // two are no fleet
        assertEquals(List.of(), restarts(instances, Labels.NONE));
    }

    @Test
    void aCrashLoopFallsTogetherWithNothing() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int[] often = new int[100];
            for (int k = 0; k < often.length; k++) {
                often[k] = 2_400 * (k + 1) + 300 * i;
            }
            instances.add(instance("loop-" + i, true, often));
        }
        assertEquals(List.of(), restarts(instances, Labels.NONE));
    }

    @Test
    void dumpsADayApartCannotTell() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            instances.add(sampled("cache-" + i, false, DAY, 30 * DAY, 12 * DAY + 7_000 * i));
        }
        assertEquals(List.of(), restarts(instances, Labels.NONE));
    }

    @Test
    void aRestartIsNoCauseOfAVerdict() {
        InstanceSummary restarted = instance("cache-1", true, DAY);
        assertTrue(
                restarted.found().verdict().cause().id().startsWith("healthy"),
                restarted.found().toString());
    }
}
