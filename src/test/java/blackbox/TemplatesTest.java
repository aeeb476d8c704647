package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates of one's own. */
class TemplatesTest {

    @TempDir
    private Path temp = Path.of("");

    private String report(String name, String... more) throws IOException {
        String[] args = new String[more.length + 5];
        System.arraycopy(
                new String[] {
                    "analyze", "samples/healthy", "-o", temp.resolve(name).toString(), "--quiet"
                },
                0,
                args,
                0,
                5);
        System.arraycopy(more, 0, args, 5, more.length);
        Program said = Program.run(args);
        assertEquals(0, said.code(), said.err());
        return Files.readString(temp.resolve(name + "/index.html"))
                .replaceAll("(?s)<dt>command.*?</dd>|\"command_line\".*?\\]", "");
    }

    private Path defaults() {
        Path folder = temp.resolve("mine");
        Program said = Program.run("templates", folder.toString());
        assertEquals(0, said.code(), said.err());
        return folder;
    }

    @Test
    void theDefaultsAreAllThatThereAreAndGiveTheSamePage() throws IOException {
        Path folder = defaults();
        try (Stream<Path> built = Files.list(Path.of("templates"))) {
            for (Path file : built.toList()) {
                assertEquals(
                        Files.readString(file),
                        Files.readString(folder.resolve(file.getFileName().toString())),
                        file.toString());
            }
        }
        String own = report("own", "--templates", folder.toString());
        assertEquals(
                report("built-in").length(),
                own.replace(" --templates " + folder, "").length());
        assertEquals(2, Program.run("templates", folder.toString()).code(), "nothing is overwritten");
    }

    @Test
    void oneFileIsEnoughToChangeOneThing() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("style"));
        Files.writeString(folder.resolve("page.css"), "body { color: #123456 }\n");
        assertTrue(report("styled", "--templates", folder.toString()).contains("body { color: #123456 }"));
    }

    @Test
    void aBrokenTemplateIsNamedWithItsLineAndReason() throws IOException {
        Path folder = defaults();
        Path layout = folder.resolve("answer.ftlh");
        Files.writeString(layout, Files.readString(layout) + "\n<p>${page.nothing.like.that}</p>\n");
        int line = Files.readAllLines(layout).size();
        Path out = temp.resolve("out");
        Program said =
                Program.run("analyze", "samples/healthy", "-o", out.toString(), "--templates", folder.toString());
        assertEquals(2, said.code(), said.err());
        assertTrue(said.err().contains("answer.ftlh"), said.err());
        assertTrue(said.err().contains("line " + line), said.err());
        assertTrue(said.err().contains("page.nothing"), said.err());
        assertFalse(Files.exists(out), "nothing is written");
    }
}
