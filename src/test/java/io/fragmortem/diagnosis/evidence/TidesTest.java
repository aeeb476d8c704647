package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows are {@code free/used/RSS} in MiB, ten minutes apart, of a server that once used 1,000 MiB; those behind a semicolon are
 * of the next run, and the one with a star is told. High tide is from 900 MiB on.
 */
final class TidesTest {

    private static boolean isRefilled(String rows) {
        return isRefilled(rows, "");
    }

    private static boolean isRefilled(String rows, String more) {
        String[] runs = rows.split(" ; ", -1);
        Capture capture = new Capture().always("redis_version:7.0.15" + more);
        double[] free = new double[rows.replace(" ; ", " ").split(" ", -1).length];
        int told = -1;
        int row = 0;
        for (int run = 0; run < runs.length; run++) {
            for (String word : runs[run].split(" ", -1)) {
                String[] figures = word.replace("*", "").split("/", -1);
                free[row] = figures[0].equals("-") ? Double.NaN : Double.parseDouble(figures[0]) * Cases.MIB;
                capture.at(
                        600 * row,
                        "run_id:" + run + " used_memory:" + figures[1] + "M used_memory_rss:" + figures[2] + "M");
                told = word.endsWith("*") ? row : told;
                row++;
            }
        }
        Claim claim = Claim.standing(new Claim.Held(free[told], told, 0.5), OptionalLong.empty());
        return new Tides(Cases.of(capture)).isRefilled(free, claim);
    }

    @ParameterizedTest
    @CsvSource({
        "600/400/1500* 50/1000/1500, true",
        // the flood is what shows it
        "50/1000/1500 600/400/1500*, false",
        "50/1000/1500 600/400/1500 50/1000/1500 600/400/1500*, true",
        "600/400/1500* 600/420/1500, false",
        "600/400/1500* -/1000/1500, false",
        "600/400/1500* -/420/1500 50/1000/1500, true",
        // another process fills nothing
        "600/400/1500* ; 50/1000/1500, false",
        "600/400/1500 50/1000/1500 ; 600/400/1500*, true",
        "50/1000/1500 ; 600/400/1500* 50/1000/1500, true"
    })
    void roomThatALaterHighTideOfTheSameRunFilledWasKeptForIt(String rows, boolean refilled) {
        assertEquals(refilled, isRefilled(rows));
    }

    @ParameterizedTest
    @CsvSource({
        // a quarter of it may be left
        "600/400/1500* 150/1000/1500, true",
        "600/400/1500* 151/1000/1500, false",
        // or half of it, where no more than a tenth of RSS is: the slack of any server
        "300/700/1500* 150/1000/1500, true",
        "300/700/1510* 151/1000/1510, false",
        "302/700/1510* 151/1000/1510, true",
        "330/700/1500* 151/1000/1500, false",
        // nine tenths of the most are a high tide
        "50/1000/1500 ; 600/400/1500* 50/900/1500, true",
        "50/1000/1500 ; 600/400/1500* 50/899/1500, false",
        // the emptiest of several counts
        "600/400/1500* 50/1000/1500 170/1000/1500, true",
        "600/400/1500* 170/1000/1500 50/1000/1500, true",
        // the ebb leaves half of what is told
        "300/600/1500 50/1000/1500 600/850/1500*, true",
        "299/600/1500 50/1000/1500 600/850/1500*, false",
        // half of what filled it must be data that came
        "600/775/1500* 50/1000/1500, true",
        "600/776/1500* 50/1000/1500, false"
    })
    void whatCountsAsEbbAndAsFilled(String rows, boolean refilled) {
        assertEquals(refilled, isRefilled(rows));
    }

    /** Within nine steps of one percent, or as much as half of the data that came where the ebb was as large as what is told. */
    @ParameterizedTest
    @CsvSource({
        "600/775/1500* 50/1000/1640, true",
        "600/775/1500* 50/1000/1650, false",
        "600/775/1500* 50/1000/1365, true",
        "600/775/1500* 50/1000/1355, false",
        "600/400/1500 150/1000/1500 600/850/1700*, true",
        "600/400/1500 151/1000/1500 600/850/1700*, false",
        "600/400/1500* 50/1000/1800, true",
        "600/400/1500* 50/1000/1801, false",
        "600/400/1500* 150/1000/1800, true",
        "600/400/1500* 181/1000/1800, false",
        "600/400/1500 50/1000/1800 600/850/1640*, true",
        "600/400/1500 50/1000/1800 600/850/1650*, false",
        "600/400/1500 50/1000/1800 600/850/1365*, true",
        "600/400/1500 50/1000/1800 600/850/1355*, false"
    })
    void rssStaysOrBreathesWithTheData(String rows, boolean refilled) {
        assertEquals(refilled, isRefilled(rows));
    }

    /** A sawtooth of keys that expire: a third of what was freed stays as free slots, and the next keys fill them. */
    @ParameterizedTest
    @CsvSource({"0, 2300, true", "0, 2400, false", "5, 2300, false", "-, 2300, false"})
    void whereDefragNeverRanOnlyDataCanHaveFilledTheRoom(String defrag, String rss, boolean refilled) {
        String told = defrag.equals("-") ? "" : " active_defrag_running:" + defrag;
        assertEquals(refilled, isRefilled("600/400/1500* 50/1250/" + rss, told));
    }

    /** What the fullest tide would still take, and then 15 % of RSS and 32 MiB. */
    @ParameterizedTest
    @CsvSource({
        "224/1000/1500, true",
        "225/1000/1500, false",
        "274/950/1500, true",
        "275/950/1500, false",
        "324/900/1500, true",
        "325/900/1500, false",
        "300/1000/1500 50/1000/1500, true",
        "50/1000/1500 300/1000/1500, true",
        "300/1000/1500 300/1000/1500, false",
        "50/1000/1500 600/400/1500 300/1000/1500, false"
    })
    void roomThatTheLastHighTideLeftIsNotKeptForAnother(String last, boolean refilled) {
        assertEquals(refilled, isRefilled("600/400/1500* 50/1000/1500 600/400/1500 " + last));
    }

    @ParameterizedTest
    @CsvSource({"31.9, true", "32, false"})
    void ofASmallServerTheRoomLeftMustBeWorthAWord(String left, boolean refilled) {
        assertEquals(refilled, isRefilled("60/40/150* 5/100/150 60/40/150 " + left + "/100/150"));
    }

    @ParameterizedTest
    @CsvSource({"300/1000/1500* 300/950/1500", "600/0/1500* 50/0/1500"})
    void withoutEbbOrFloodNothingWasRefilled(String rows) {
        assertEquals(false, isRefilled(rows), Arrays.toString(rows.split(" ", -1)));
    }
}
