package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.Browser;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures in the documents show what the program makes today: {@code -Dgolden.update=true} takes them anew. */
@Tag("browser")
class ScreenshotTest {

    private static final String SAMPLE = "samples/fragmentation-ratchet";
    private static final Path PICTURE = Path.of("src/site/resources/report.png");
    private static final Path NUMBERED = Path.of("src/site/resources/report-numbered.png");
    private static final Path READING = Path.of("src/site/markdown/reading.md");

    /** Where on the page each number of the list in the guide belongs; 9 is on pages of several servers only. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry(".verdict", 1),
            Map.entry("#where", 2),
            Map.entry("#figures", 3),
            Map.entry("#bytes", 4),
            Map.entry("#picture", 5),
            Map.entry("#suspects", 6),
            Map.entry("#timeline", 7),
            Map.entry("#impact", 8),
            Map.entry("#checks", 10),
            Map.entry("#quality", 11),
            Map.entry("#human", 12));

    private static final String BADGE = """
            for (const [where, number] of Object.entries(%s)) {
              const place = document.querySelector(where).getBoundingClientRect();
              const badge = document.createElement('b');
              badge.textContent = number;
              badge.style.cssText = `position:absolute;left:${place.left - 52}px;top:${place.top + 4}px;width:36px;`
                + 'height:36px;border-radius:18px;background:#b3261e;color:#fff;font:700 18px/36px sans-serif;'
                + 'text-align:center';
              document.body.append(badge);
            }
            """;

    /** Fonts differ from one machine to the next, and with them where lines of text break. */
    private static final double ALIKE = 0.2;

    @TempDir
    private Path temp = Path.of("");

    @Test
    void theReadmeShowsTheFirstScreenOfASample() throws Exception {
        assertShows(PICTURE, page(), "--window-size=1280,860");
        assertTrue(Files.readString(Path.of("README.md")).contains("(" + PICTURE + ")"));
    }

    /** The page's policy lets no script of others run, so the numbers are put into a copy without it. */
    @Test
    void theGuideShowsWhichPartOfAPageEachOfItsNumbersIs() throws Exception {
        String numbers = NUMBERS.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "':" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        String page = Files.readString(page())
                .replaceAll("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</body>", "<script>" + BADGE.formatted(numbers) + "</script></body>");
        Path numbered = Files.writeString(temp.resolve("numbered.html"), page);
        assertShows(NUMBERED, numbered, "--window-size=1280,4800", "--force-device-scale-factor=0.75");
        String reading = Files.readString(READING);
        assertTrue(reading.contains("(../resources/" + NUMBERED.getFileName() + ")"));
        for (int number : NUMBERS.values()) {
            assertTrue(reading.contains("\n" + number + ". **"), number + " is not in the list");
        }
    }

    private Path page() {
        Path out = temp.resolve("report");
        assertEquals(0, Program.run("analyze", SAMPLE, "-o", out.toString()).code());
        return out.resolve("index.html");
    }

    private void assertShows(Path picture, Path page, String... view) throws Exception {
        Path shot = temp.resolve("shot.png");
        List<String> arguments = new ArrayList<>(List.of(view));
        arguments.add("--screenshot=" + shot);
        arguments.add(page.toUri().toString());
        Browser.required(temp).run(arguments.toArray(String[]::new));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(picture.getParent());
            Files.copy(shot, picture, StandardCopyOption.REPLACE_EXISTING);
        }
        BufferedImage kept = ImageIO.read(picture.toFile());
        BufferedImage now = ImageIO.read(shot.toFile());
        assertEquals(now.getWidth() + " x " + now.getHeight(), kept.getWidth() + " x " + kept.getHeight());
        double difference = difference(kept, now);
        assertTrue(difference < ALIKE, picture + " is of another page: " + difference);
    }

    /** Share of pixels that are of another colour. */
    private static double difference(BufferedImage a, BufferedImage b) {
        long differ = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int one = a.getRGB(x, y);
                int other = b.getRGB(x, y);
                int distance = Math.abs((one >> 16 & 255) - (other >> 16 & 255))
                        + Math.abs((one >> 8 & 255) - (other >> 8 & 255))
                        + Math.abs((one & 255) - (other & 255));
                differ += distance > 48 ? 1 : 0;
            }
        }
        return differ / ((double) a.getWidth() * a.getHeight());
    }
}
