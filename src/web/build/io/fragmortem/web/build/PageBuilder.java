package io.fragmortem.web.build;

import io.fragmortem.report.html.ContentPolicy;
import io.fragmortem.report.words.Languages;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Puts {@code fragmortem.html} together: one file with the compiled core, its own style and script, and a policy for both. */
public final class PageBuilder {

    /** 1.5 MB: what a person on call waits for. */
    private static final long MOST_BYTES = 1_500_000;

    private PageBuilder() {}

    /** Arguments: class path, templates, folder of the page's parts, folder to work in, file to write. */
    public static void main(String[] args) throws IOException {
        List<Path> classPath =
                Arrays.stream(args[0].split(File.pathSeparator)).map(Path::of).toList();
        Path work = Path.of(args[3]);
        Files.createDirectories(work);
        String page = assemble(CoreCompiler.compile(classPath, work), Path.of(args[1]), Path.of(args[2]));
        long bytes = page.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalStateException("the page has " + bytes + " bytes, at most " + MOST_BYTES + " are wanted");
        }
        Files.writeString(Path.of(args[4]), page);
    }

    /** The page around a compiled core. */
    static String assemble(String core, Path templates, Path parts) throws IOException {
        String style = read(templates, "page.css") + read(parts, "page.css");
        String script = read(parts, "page.js")
                .replace("@words@", words(parts))
                .replace("@enhance@", read(templates, "page.js"));
        return read(parts, "page.html")
                .replace("@policy@", ContentPolicy.of(style, script) + "; worker-src blob:")
                .replace("@style@", style)
                .replace("@core@", Base94.encode(gzip(core + Resources.script() + read(parts, "worker.js"))))
                .replace("@script@", script);
    }

    private static String read(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name)).replace("\r\n", "\n");
    }

    /** What the page itself says, by language, as an object of its script. */
    private static String words(Path parts) throws IOException {
        Map<String, Map<String, String>> words = new LinkedHashMap<>();
        for (String language : Languages.all()) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(parts.resolve("words_" + language + ".properties"))) {
                properties.load(reader);
            }
            Map<String, String> sorted = new TreeMap<>();
            properties.forEach((key, word) -> sorted.put((String) key, (String) word));
            words.put(language, sorted);
        }
        Collection<String> languages = words.entrySet().stream()
                .map(language -> literal(language.getKey()) + ":{"
                        + language.getValue().entrySet().stream()
                                .map(word -> literal(word.getKey()) + ":" + literal(word.getValue()))
                                .collect(Collectors.joining(","))
                        + "}")
                .toList();
        return "{" + String.join(",", languages) + "}";
    }

    private static String literal(String text) {
        return TemplateCompiler.literal(text).replace("<", "\\u003c");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
