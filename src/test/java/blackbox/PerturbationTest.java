package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A dump that is a little different is judged alike: a verdict given with high confidence never becomes another verdict
 * with high confidence. A lower confidence on either side is the warning that the dump stands at an edge.
 */
final class PerturbationTest {

    /** As the help says it. */
    private static final int NO_USABLE_DATA = 3;

    private static final double[] SCALES = {0.1, 0.3, 3, 10, 100};

    @TestFactory
    Stream<DynamicTest> noSureVerdictBecomesAnother() {
        return Incident.all().stream()
                .map(incident -> DynamicTest.dynamicTest(incident.name(), () -> {
                    List<String> flips = new ArrayList<>();
                    for (Build build : incident.builds()) {
                        Random random = new Random(11);
                        flips(incident.making().make(random, build).info(), random, flips);
                    }
                    assertEquals(List.of(), flips);
                }));
    }

    private static void flips(String info, Random random, List<String> flips) {
        Said before = IncidentsTest.diagnose(info);
        for (double scale : SCALES) {
            note(before, "times " + scale, Perturbed.scaled(info, scale), scale, flips);
        }
        for (String field : Perturbed.fields(info)) {
            note(before, "without " + field, Perturbed.without(info, field), 1, flips);
        }
        for (int seed = 0; seed < 3; seed++) {
            note(before, "noise " + seed, Perturbed.noisy(info, seed), 1, flips);
            note(before, "cropped", Perturbed.cropped(info, random, 0.5), 1, flips);
            String cut = info.substring(0, info.length() - 1 - random.nextInt(info.length() / 2));
            note(before, "cut", cut, 1, flips);
        }
        same(before, "reordered", Perturbed.reordered(info, random), flips);
        same(before, "line feeds", Perturbed.withLineFeeds(info), flips);
    }

    private static void same(Said before, String how, String info, List<String> flips) {
        Said after = IncidentsTest.diagnose(info);
        if (!after.equals(before)) {
            flips.add(how + ": " + before + " became " + after);
        }
    }

    private static void note(Said before, String how, String info, double scale, List<String> flips) {
        Program run = IncidentsTest.run(info);
        boolean told = run.code() == 0;
        if (!told && run.code() != NO_USABLE_DATA) {
            flips.add(how + ": exit code " + run.code() + " of " + info.replaceAll("\\R", " "));
        }
        if (told && before.flipsTo(Said.of(run.out()), scale)) {
            Said after = Said.of(run.out());
            flips.add(how + ": " + before + " became " + after + " of " + info.replaceAll("\\R", " "));
        }
    }
}
