package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the site: some rows of words and one form make Thai dates the time of a dump. */
final class AddingATimeFormTest {

    private static final String ROOM = "io/fragmortem/snapshot/time";
    private static final Path SOURCES = Path.of("src/main/java", ROOM);
    private static final Pattern FORMS =
            Pattern.compile(" *private static final List<Form> FORMS =.*?;\n", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void thePiecesOfThePageMakeATime() throws Exception {
        List<String> pieces = WorkedExample.pieces("adding-a-time-form.md", "java|tsv");
        assertEquals(4, pieces.size());
        String[] row = pieces.get(0).strip().split("\t");
        WorkedExample program = new WorkedExample(folder);
        assertTrue(diagnosed(row[0], program).contains("\"window\":{\"from\":null"));
        fill(program, pieces);
        String said = diagnosed(row[0], program);
        assertTrue(said.contains("\"window\":{\"from\":\"" + row[2] + "\""), said);
    }

    /** The room of time with the pieces in their places. */
    private static void fill(WorkedExample program, List<String> pieces) throws Exception {
        program.appended(ROOM + "/time-names.tsv", pieces.get(1));
        try (Stream<Path> all = Files.list(SOURCES)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(file);
                String name = String.valueOf(file.getFileName());
                if (name.equals("Grammar.java")) {
                    Matcher forms = FORMS.matcher(text);
                    assertTrue(forms.find(), text);
                    text = text.substring(0, forms.start()) + pieces.get(3) + text.substring(forms.end());
                }
                program.source(name, text);
            }
        }
        program.source("BuddhistYearForm.java", pieces.get(2));
        program.compile();
    }

    private static String diagnosed(String timeLine, WorkedExample program) throws Exception {
        String dump = timeLine + "\nused_memory:1000000000\nused_memory_rss:1050000000\nmaxmemory:0\n";
        return program.said(dump, "diagnose", "--format", "json", "-");
    }
}
