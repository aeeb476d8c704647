package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.Browser;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture in the README shows what the program makes today: {@code -Dgolden.update=true} takes it anew. */
@Tag("browser")
class ScreenshotTest {

    private static final Path PICTURE = Path.of("src/site/resources/report.png");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 860;

    /** Fonts differ from one machine to the next, and with them where lines of text break. */
    private static final double ALIKE = 0.2;

    @TempDir
    private Path temp = Path.of("");

    @Test
    void theReadmeShowsTheFirstScreenOfASample() throws Exception {
        Browser browser = Browser.required(temp);
        Path out = temp.resolve("report");
        assertEquals(
                0,
                Program.run("analyze", "samples/fragmentation-ratchet", "-o", out.toString())
                        .code());
        Path shot = temp.resolve("shot.png");
        browser.run(
                "--window-size=" + WIDTH + "," + HEIGHT,
                "--screenshot=" + shot,
                out.resolve("index.html").toUri().toString());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PICTURE.getParent());
            Files.copy(shot, PICTURE, StandardCopyOption.REPLACE_EXISTING);
        }
        assertTrue(Files.readString(Path.of("README.md")).contains("(" + PICTURE + ")"));
        BufferedImage kept = ImageIO.read(PICTURE.toFile());
        BufferedImage now = ImageIO.read(shot.toFile());
        assertEquals(WIDTH, kept.getWidth());
        assertEquals(HEIGHT, kept.getHeight());
        assertTrue(
                difference(kept, now) < ALIKE,
                "the picture in the README is of another page: " + difference(kept, now));
    }

    /** Share of pixels that are of another colour. */
    private static double difference(BufferedImage a, BufferedImage b) {
        long differ = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int one = a.getRGB(x, y);
                int other = b.getRGB(x, y);
                int distance = Math.abs((one >> 16 & 255) - (other >> 16 & 255))
                        + Math.abs((one >> 8 & 255) - (other >> 8 & 255))
                        + Math.abs((one & 255) - (other & 255));
                differ += distance > 48 ? 1 : 0;
            }
        }
        return differ / ((double) WIDTH * HEIGHT);
    }
}
