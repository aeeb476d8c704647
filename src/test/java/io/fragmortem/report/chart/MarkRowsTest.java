package io.fragmortem.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.story.TimelineRow.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkRowsTest {

    private static ChartMark mark(double at, int number, String label, double weight) {
        return new ChartMark(at, Kind.CHANGE, number, label, label, weight);
    }

    private static List<String> labels(ChartMark... marks) {
        Frame frame = Frame.narrow("t");
        return MarkRows.place(List.of(marks), new Scale(frame, 0, 100, 1, 0)).placed().stream()
                .map(MarkRows.Placed::label)
                .toList();
    }

    @Test
    void aLabelMakesRoomForWhatMovedLess() {
        assertEquals(
                List.of("RSS: growth stops", "flush: data −606 MiB", "purge: RSS −600 MiB"),
                labels(
                        mark(27, 2, "RSS: growth stops", 1340),
                        mark(43, 3, "flush: data −606 MiB", 606),
                        mark(88, 5, "purge: RSS −600 MiB", 600)));
    }

    @Test
    void whatFindsNoRoomKeepsItsNumber() {
        ChartMark[] marks = new ChartMark[9];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = mark(10 * i + 10, i + 1, "a label of many words " + i, i == 0 ? 100 : 1);
        }
        List<String> labels = labels(marks);
        assertEquals("a label of many words 0", labels.get(0));
        assertTrue(labels.contains(""), labels.toString());
    }

    @Test
    void ofTwoInOnePlaceTheLargerIsDrawn() {
        assertEquals(List.of("large"), labels(mark(50, 1, "small", 1), mark(50.5, 2, "large", 2)));
    }
}
