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

/** The worked example of the site: three pieces of source and nothing else make a new cause a verdict. */
final class AddingACauseTest {

    private static final Path SOURCES = Path.of("src/main/java/io/fragmortem/diagnosis");
    private static final Pattern FENCE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final String DUMP = """
            redis_version:8.10.0
            used_memory:1000000000
            used_memory_rss:1050000000
            used_memory_hash_templates:600000000
            """;

    @TempDir
    private Path folder;

    private static List<String> pieces() throws Exception {
        Matcher fence = FENCE.matcher(Files.readString(Path.of("src/site/markdown/adding-a-cause.md")));
        List<String> pieces = new ArrayList<>();
        while (fence.find()) {
            pieces.add(fence.group(1));
        }
        return pieces;
    }

    /** The sources of the diagnosis with the three pieces in their places. */
    private List<String> sources() throws Exception {
        List<String> pieces = pieces();
        assertEquals(3, pieces.size());
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(SOURCES)) {
            for (Path file :
                    all.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                String text = Files.readString(file);
                String name = String.valueOf(file.getFileName());
                if (name.equals("Cause.java")) {
                    text = inserted(text, "    IMPLAUSIBLE_READING(", pieces.get(0));
                } else if (name.equals("Rules.java")) {
                    text = inserted(text, "            new KeyspaceRule(),", pieces.get(2));
                }
                files.add(written(name, text));
            }
        }
        files.add(written("HashTemplatesRule.java", pieces.get(1)));
        return files;
    }

    private static String inserted(String text, String before, String piece) {
        assertTrue(text.contains(before), before);
        return text.replace(before, piece + before);
    }

    private String written(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void thePiecesOfThePageMakeAVerdict() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        String path = System.getProperty("java.class.path");
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", path));
        arguments.addAll(sources());
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int failed = compiler.run(null, errors, errors, arguments.toArray(String[]::new));
        assertEquals(0, failed, errors.toString(StandardCharsets.UTF_8));

        List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String entry : path.split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object code = loader.loadClass("io.fragmortem.cli.Main")
                    .getMethod(
                            "run", String[].class, InputStream.class, PrintStream.class, PrintStream.class, Map.class)
                    .invoke(
                            null,
                            new String[] {"diagnose", "--format", "json", "-"},
                            new ByteArrayInputStream(DUMP.getBytes(StandardCharsets.UTF_8)),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            Map.of());
            assertEquals(0, code);
        }
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("\"cause\":\"hash-templates\",\"confidence\":\"high\""), said);
        assertTrue(said.contains("\"whole\":\"used\""), said);
    }
}
