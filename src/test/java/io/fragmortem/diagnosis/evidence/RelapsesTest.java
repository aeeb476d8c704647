package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.timeline.Capture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percent of the worst by the minute; a new run begins behind a semicolon, - is not told. */
final class RelapsesTest {

    private final Capture capture = new Capture().always("redis_version:7.0.15 used_memory:10M used_memory_rss:12M");

    private double[] column(String percents) {
        String[] words = percents.replace(" ;", "").split(" ", -1);
        double[] column = new double[words.length];
        int run = 0;
        int row = 0;
        for (String word : percents.split(" ", -1)) {
            if (word.equals(";")) {
                run++;
                continue;
            }
            capture.at(60 * row, "run_id:r" + run);
            column[row++] = word.equals("-") ? Double.NaN : Double.parseDouble(word);
        }
        return column;
    }

    /** Less than a quarter at first, then a quarter or more. */
    @ParameterizedTest
    @CsvSource({
        "100 ; 10 100, true",
        "100 ; 24 25, true",
        "100 ; 25 100, false",
        "100 ; 10 24, false",
        "100 ; - 10 100, true",
        "100 ; 10 100 ; 10 100, true",
        "100 ; 10 100 ; 10 10, false"
    })
    void itReturnsWhereItClimbsAfterEachRestart(String percents, boolean returns) {
        double[] column = column(percents);
        assertEquals(returns, new Relapses(Cases.of(capture)).returnsEachTime(column, 100));
    }

    @ParameterizedTest
    @CsvSource({"10 50 ; 10 50, 2", "50 100 ; 10 49, 0", "10 49 50, 1"})
    void inARunThatClimbsToHalfOfItItIsBack(String percents, long times) {
        double[] column = column(percents);
        assertEquals(times, new Relapses(Cases.of(capture)).timesBack(column, 100));
    }
}
