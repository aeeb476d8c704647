package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code tour.md} do what it says: every line that it shows below a command is a line that the command prints. */
final class TourTest {

    private static final String PROMPT = "    $ ./fragmortem ";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    /** Folders that the tour makes; here they are made elsewhere. */
    private static final Set<String> MADE = Set.of("report", "comparison", "fleet", "shared");

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void everyCommandPrintsWhatTheTourShows() throws IOException {
        List<String> tour = Files.readAllLines(Path.of("src/site/markdown/tour.md"));
        int commands = 0;
        for (int i = 0; i < tour.size(); i++) {
            if (!tour.get(i).startsWith(PROMPT)) {
                continue;
            }
            commands++;
            String command = tour.get(i).substring(PROMPT.length());
            Program said = Program.run(words(command));
            assertEquals(0, said.code(), command + said.err());
            List<String> lines = (said.out() + said.err()).lines().toList();
            while (i + 1 < tour.size()
                    && tour.get(i + 1).startsWith("    ")
                    && !tour.get(i + 1).startsWith(PROMPT)) {
                String shown = tour.get(++i).substring(4);
                assertTrue(lines.contains(shown), command + " does not print: " + shown + "\nbut: " + said.out());
            }
        }
        assertEquals(9, commands);
        assertTrue(Files.exists(temporary.resolve("report/index.html")));
        assertTrue(Files.exists(temporary.resolve("report/summary.md")));
        assertTrue(Files.exists(temporary.resolve("fleet/fleet.csv")));
    }

    private String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            String text = word.group(1) == null ? word.group(2) : word.group(1);
            words.add(MADE.contains(text) ? temporary.resolve(text).toString() : text);
        }
        return words.toArray(String[]::new);
    }
}
