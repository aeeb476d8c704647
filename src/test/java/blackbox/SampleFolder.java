package blackbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The texts of a capture folder by their names, uncompressed, its INFO log thinned so that hundreds of runs take seconds.
 *
 * @param name of the folder
 * @param files text by path inside the folder
 */
record SampleFolder(String name, Map<String, String> files) {

    /** About so many blocks of INFO stay. */
    private static final int BLOCKS = 60;

    SampleFolder {
        files = new TreeMap<>(files);
    }

    static SampleFolder read(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace(".gz", "");
                if (!name.matches("README.md|\\w+\\.json")) {
                    String text = text(file);
                    files.put(name, name.equals("info-memory.log") ? thinned(text) : text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SampleFolder(folder.getFileName().toString(), files);
    }

    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean packed = file.toString().endsWith(".gz");
        return new String(
                packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
                StandardCharsets.UTF_8);
    }

    /** Evenly spaced blocks, the last one among them; each begins with the line that bears its time. */
    private static String thinned(String log) {
        List<String> blocks = new ArrayList<>(List.of(log.split("(?m)(?=^[^\\r\\n]*\\r?\\n# Memory)")));
        int step = Math.max(1, blocks.size() / BLOCKS);
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            kept.append((blocks.size() - 1 - i) % step == 0 ? blocks.get(i) : "");
        }
        return kept.toString();
    }

    SampleFolder without(String file) {
        Map<String, String> fewer = new TreeMap<>(files);
        fewer.keySet().removeIf(name -> name.equals(file) || name.startsWith(file + "/"));
        return new SampleFolder(name, fewer);
    }

    SampleFolder named(String other) {
        return new SampleFolder(other, files);
    }

    /** The same with other texts of INFO; all other files stay. */
    SampleFolder info(UnaryOperator<String> change) {
        return new SampleFolder(
                name,
                files.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                e -> isInfo(e.getKey()) ? change.apply(e.getValue()) : e.getValue())));
    }

    /** Only the texts of INFO. */
    SampleFolder onlyInfo() {
        return new SampleFolder(
                name,
                files.entrySet().stream()
                        .filter(e -> isInfo(e.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static boolean isInfo(String file) {
        return file.startsWith("info");
    }

    /** Files, and folders of files, of which any may be lost. */
    List<String> parts() {
        return Stream.concat(
                        files.keySet().stream(),
                        files.keySet().stream().filter(f -> f.contains("/")).map(f -> f.substring(0, f.indexOf('/'))))
                .distinct()
                .toList();
    }

    /** The fields of the INFO log, or of the first dump where there is no log. */
    List<String> fields() {
        return Perturbed.fields(
                files.getOrDefault("info-memory.log", files.values().iterator().next()));
    }

    /** Diagnoses a copy in this folder; empty when nothing is left to read. */
    List<Said> diagnose(Path folder) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = copy.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path report = folder.resolve("report");
        Program run = Result.run(copy, report);
        return run.code() != 0 ? List.of() : Said.all(Result.json(report));
    }
}
