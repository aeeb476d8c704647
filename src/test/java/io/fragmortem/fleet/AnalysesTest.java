package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.Window;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnalysesTest {

    private static List<Instances.Unordered> three() {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
        for (String name : List.of("cache-1", "cache-2", "cache-3")) {
            List<Sample> samples =
                    new Capture().label(name).at(0, RankingTest.QUIET).samples();
            samples.forEach(instances::sample);
        }
        return instances.all();
    }

    @Test
    void oneInstanceThatFailsCostsTheOthersNothing() {
        Analyses analyses = Analyses.of(three(), Window.ALWAYS, timeline -> {
            if (timeline.name().equals("cache-2")) {
                throw new IllegalStateException("no row 7");
            }
            return InstanceChain.analyze(timeline, Policy.defaults());
        });
        assertEquals(
                List.of("cache-1", "cache-3"),
                analyses.ranked(Policy.defaults()).stream()
                        .map(InstanceResult::name)
                        .toList());
        assertEquals(1, analyses.defects().size());
        Defect defect = analyses.defects().get(0);
        assertEquals(Defect.Stage.ANALYSIS, defect.stage());
        assertEquals(
                "cache-2: a defect of Fragmortem while analysing it: java.lang.IllegalStateException: no row 7. Nothing"
                        + " is said of it.",
                English.of(defect.what()));
        assertTrue(
                defect.trace().get(0).startsWith("io.fragmortem.fleet.AnalysesTest"),
                defect.trace().toString());
    }

    @Test
    void anInstanceMayRecurseTooDeep() {
        Analyses analyses = Analyses.of(three(), Window.ALWAYS, timeline -> {
            throw new StackOverflowError();
        });
        assertEquals(3, analyses.defects().size());
        assertEquals(List.of(), analyses.ranked(Policy.defaults()));
    }
}
