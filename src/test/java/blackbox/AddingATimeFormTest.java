package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the site: some rows of words and one form make Thai dates the time of a dump. */
final class AddingATimeFormTest {

    private static final String ROOM = "io/fragmortem/snapshot/time";
    private static final Path SOURCES = Path.of("src/main/java", ROOM);
    private static final Path NAMES = Path.of("src/main/resources", ROOM, "time-names.tsv");
    private static final Pattern FENCE = Pattern.compile("```(?:java|tsv)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FORMS =
            Pattern.compile(" *private static final List<Form> FORMS =.*?;\n", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static List<String> pieces() throws Exception {
        Matcher fence = FENCE.matcher(Files.readString(Path.of("src/site/markdown/adding-a-time-form.md")));
        List<String> pieces = new ArrayList<>();
        while (fence.find()) {
            pieces.add(fence.group(1));
        }
        assertEquals(4, pieces.size());
        return pieces;
    }

    @Test
    void thePiecesOfThePageMakeATime() throws Exception {
        List<String> pieces = pieces();
        String[] row = pieces.get(0).strip().split("\t");
        assertTrue(diagnosed(row[0], List.of()).contains("\"window\":{\"from\":null"));
        Path classes = compiled(pieces);
        String said = diagnosed(row[0], List.of(classes));
        assertTrue(said.contains("\"window\":{\"from\":\"" + row[2] + "\""), said);
    }

    /** The room of time with the pieces in their places. */
    private Path compiled(List<String> pieces) throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path names = Files.createDirectories(classes.resolve(ROOM)).resolve("time-names.tsv");
        Files.writeString(names, Files.readString(NAMES) + pieces.get(1));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> all = Files.list(SOURCES)) {
            for (Path file : all.sorted().toList()) {
                String text = Files.readString(file);
                String name = String.valueOf(file.getFileName());
                if (name.equals("Grammar.java")) {
                    Matcher forms = FORMS.matcher(text);
                    assertTrue(forms.find(), text);
                    text = text.substring(0, forms.start()) + pieces.get(3) + text.substring(forms.end());
                }
                arguments.add(written(name, text));
            }
        }
        arguments.add(written("BuddhistYearForm.java", pieces.get(2)));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int failed = compiler.run(null, errors, errors, arguments.toArray(String[]::new));
        assertEquals(0, failed, errors.toString(StandardCharsets.UTF_8));
        return classes;
    }

    private String written(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String diagnosed(String timeLine, List<Path> classes) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path path : classes) {
            urls.add(path.toUri().toURL());
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        String dump = timeLine + "\nused_memory:1000000000\nused_memory_rss:1050000000\nmaxmemory:0\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            loader.loadClass("io.fragmortem.cli.Main")
                    .getMethod(
                            "run", String[].class, InputStream.class, PrintStream.class, PrintStream.class, Map.class)
                    .invoke(
                            null,
                            new String[] {"diagnose", "--format", "json", "-"},
                            new ByteArrayInputStream(dump.getBytes(StandardCharsets.UTF_8)),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            Map.of());
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
