package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code fragmortem trend} on tables that hold nothing to see, or numbers that nobody measured. */
final class TrendDegenerateTest {

    private static final List<String> NUMBERS = List.of(
            "5",
            "5.0",
            "1e308",
            "-1e308",
            "1e149",
            "4.9e-324",
            "0",
            "-0",
            "inf",
            "-Infinity",
            "NaN",
            "",
            "1e999",
            "null");

    private static String table(int rows) {
        StringBuilder csv = new StringBuilder("time,constant,step,huge,mixed,gaps,tiny\n");
        for (int i = 0; i < rows; i++) {
            csv.append(1_700_000_000L + 60L * i)
                    .append(",7,")
                    .append(i < rows / 2 ? 1 : 2)
                    .append(',');
            csv.append(i % 2 == 0 ? "1e149" : "-1e149").append(',');
            csv.append(NUMBERS.get(i % NUMBERS.size())).append(",,");
            csv.append(i % 5).append("e-323\n");
        }
        return csv.toString();
    }

    private static List<String> tokens(String line) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            while (parser.nextToken() != null) {
                tokens.add(parser.getText());
            }
        }
        return tokens;
    }

    @Test
    void everyLengthOfTableGetsAnAnswer() throws IOException {
        for (int rows : new int[] {0, 1, 2, 3, 12, 90}) {
            for (String[] more : new String[][] {
                {},
                {"--time", "time"},
                {"--time", "time", "--limit", "10", "--cycle", "600"},
                {"--time", "time", "--text"}
            }) {
                String[] args = new String[2 + more.length];
                args[0] = "trend";
                args[1] = "-";
                System.arraycopy(more, 0, args, 2, more.length);
                Program run = Program.run(table(rows).getBytes(StandardCharsets.UTF_8), Map.of(), args);
                String what = rows + " rows " + String.join(" ", more) + ": " + run.err() + run.out();
                assertFalse((run.out() + run.err()).contains("Exception"), what);
                assertFalse(run.out().contains("NaN") || run.out().contains("Infinity"), what);
                assertTrue(rows == 0 || run.code() == 0, what);
                if (run.code() == 0 && !List.of(more).contains("--text")) {
                    for (String line : run.out().lines().toList()) {
                        assertTrue(tokens(line).contains("verdict"), what);
                    }
                }
            }
        }
    }

    @Test
    void aConstantIsCalledConstantAndAHugeColumnIsAnswered() {
        Program run = Program.run(table(90).getBytes(StandardCharsets.UTF_8), Map.of(), "trend", "-", "--time", "time");
        assertEquals(0, run.code(), run.err());
        String constant = run.out()
                .lines()
                .filter(l -> l.contains("\"series\":\"constant\""))
                .findFirst()
                .orElseThrow();
        assertTrue(constant.contains("\"verdict\":\"constant\""), constant);
        String huge = run.out()
                .lines()
                .filter(l -> l.contains("\"series\":\"huge\""))
                .findFirst()
                .orElseThrow();
        assertTrue(huge.contains("\"n\":90"), huge);
    }
}
