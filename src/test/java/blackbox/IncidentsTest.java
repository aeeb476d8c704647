package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Dumps of servers of which every byte is known, in all sizes and builds, get the verdict that the bytes deserve. */
final class IncidentsTest {

    private static final int OF_EACH = 4;

    /** Random sizes may come to lie at a threshold; there another verdict is fair as long as it is not a sure one. */
    private static final int MAY_DIFFER = 1;

    @TestFactory
    Stream<DynamicTest> eachIncidentIsNamed() {
        return Incident.all().stream()
                .flatMap(incident -> incident.builds().stream()
                        .map(build -> DynamicTest.dynamicTest(
                                incident.name() + ": " + build.version() + " " + build.allocator(),
                                () -> isNamed(incident, build))));
    }

    private static void isNamed(Incident incident, Build build) {
        Random random = new Random(7);
        int right = 0;
        List<String> wrong = new ArrayList<>();
        List<String> confident = new ArrayList<>();
        for (int i = 0; i < OF_EACH; i++) {
            String info = incident.making().make(random, build).info();
            Said said = diagnose(info);
            if (incident.accepted().contains(said.cause())) {
                right++;
            } else {
                (said.isSure() ? confident : wrong).add(said + " of " + info.replace("\r\n", " "));
            }
        }
        assertEquals(List.of(), confident, "surely wrong");
        assertTrue(right >= OF_EACH - MAY_DIFFER, wrong.toString());
    }

    static Said diagnose(String info) {
        Program run = run(info);
        assertEquals(0, run.code(), run.err());
        return Said.of(run.out());
    }

    static Program run(String info) {
        return Program.run(info.getBytes(StandardCharsets.UTF_8), Map.of(), "diagnose", "--format", "json", "-");
    }
}
