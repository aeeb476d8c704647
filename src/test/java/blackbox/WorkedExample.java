package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
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
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A page of the site whose pieces of source are put into the program, which is then compiled and run with them. */
final class WorkedExample implements AutoCloseable {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path sources;
    private final Path classes;
    private final List<String> files = new ArrayList<>();
    /** The program as it was when it last spoke; none after a change. */
    private @Nullable URLClassLoader spoken;

    /** @param folder an empty one, for what is written and compiled */
    WorkedExample(Path folder) throws Exception {
        sources = Files.createDirectory(folder.resolve("sources"));
        classes = Files.createDirectory(folder.resolve("classes"));
    }

    /** The fenced pieces of the page in these languages ({@code java|tsv}), in their order. */
    static List<String> pieces(String page, String languages) throws Exception {
        Matcher fence = Pattern.compile("```(?:" + languages + ")\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("src/site/markdown", page)));
        List<String> pieces = new ArrayList<>();
        while (fence.find()) {
            pieces.add(fence.group(1));
        }
        return pieces;
    }

    /** The text with the piece before the line that begins so. */
    static String inserted(String text, String before, String piece) {
        assertTrue(text.contains(before), before);
        return text.replace(before, piece + before);
    }

    /** A source to be compiled in place of the program's own. */
    void source(String name, String text) throws Exception {
        files.add(Files.writeString(sources.resolve(name), text).toString());
    }

    /** A resource of the program with more at its end. */
    void appended(String resource, String piece) throws Exception {
        close();
        Path target = classes.resolve(resource);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.writeString(target, Files.readString(Path.of("src/main/resources", resource)) + piece);
    }

    /** A resource that the program does not have. */
    void resource(String name, String text) throws Exception {
        close();
        Path target = classes.resolve(name);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.writeString(target, text);
    }

    void compile() throws Exception {
        close();
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", CLASS_PATH));
        arguments.addAll(files);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int failed = compiler.run(null, errors, errors, arguments.toArray(String[]::new));
        assertEquals(0, failed, errors.toString(StandardCharsets.UTF_8));
    }

    /** The program and its tests with what was compiled until now before everything else. */
    URLClassLoader loader() throws Exception {
        List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** All that the program prints, given this input. */
    String said(String input, String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        URLClassLoader program = spoken == null ? loader() : spoken;
        spoken = program;
        Object code = program.loadClass("io.fragmortem.cli.Main")
                .getMethod("run", String[].class, InputStream.class, PrintStream.class, PrintStream.class, Map.class)
                .invoke(
                        null,
                        arguments,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        Map.of());
        assertEquals(0, code, out.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (spoken != null) {
            spoken.close();
            spoken = null;
        }
    }
}
