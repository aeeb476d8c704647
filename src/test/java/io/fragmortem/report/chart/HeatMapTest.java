package io.fragmortem.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeatMapTest {

    /** Letters of ten pixels, as browsers set them. */
    private static double width(String date) {
        return date.length() > 2 ? 28 : 12;
    }

    private static Element dates(int days) {
        LocalDate first = LocalDate.of(2026, 9, 28);
        String svg = HeatMap.dates(days, day -> first.plusDays(day).toString().substring(5), "day");
        return Jsoup.parse(svg, "", Parser.xmlParser());
    }

    @Test
    void ofFewDaysEachHasItsDateAndOfManyEachWeek() {
        assertEquals(
                List.of("09-28", "29", "30", "10-01", "02", "03"),
                dates(6).select("text").eachText());
        assertEquals(
                List.of("09-28", "30", "10-01", "03", "04"),
                dates(7).select("text").eachText());
        assertEquals(
                List.of("09-28", "10-05", "12", "19", "27"),
                dates(30).select("text").eachText());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 13, 14, 20, 28, 30, 31, 45, 62})
    void theFirstAndTheLastDayHaveDatesAndNoTwoOverlap(int days) {
        Element svg = dates(days);
        double width = Double.parseDouble(svg.select("svg").attr("width"));
        assertTrue(width <= 204, "a telephone has room for " + width);
        double reached = -1;
        for (Element text : svg.select("text")) {
            double x = Double.parseDouble(text.attr("x"));
            double from = text.attr("text-anchor").equals("end") ? x - width(text.text()) : x;
            assertTrue(from > reached, text.text() + " begins at " + from + " where another one ends at " + reached);
            reached = from + width(text.text());
        }
        assertTrue(reached <= width, reached + " of " + width);
        LocalDate last = LocalDate.of(2026, 9, 28).plusDays(days - 1);
        List<String> shown = svg.select("text").eachText();
        String end = shown.get(shown.size() - 1);
        assertTrue(last.toString().endsWith(end), end);
        assertTrue(days < 2 || shown.get(0).equals("09-28"), shown.toString());
    }
}
