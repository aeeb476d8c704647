package io.fragmortem.packaging;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The libraries that are part of the program, from {@code dependencies.tsv}: name, version, licence, SHA-256. A library that is not
 * in the list, or has other bytes than those somebody looked at, stops the build.
 */
final class Parts {

    /** @param sha256 of the jar, in hex */
    private record Part(String artifact, String version, String licence, String sha256) {
        String file() {
            return artifact.substring(artifact.indexOf(':') + 1) + "-" + version + ".jar";
        }
    }

    private final List<Part> parts;

    private Parts(List<Part> parts) {
        this.parts = parts;
    }

    static Parts read(Path list) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != 5) {
                throw new IllegalArgumentException(list + ": five cells divided by tabs, not: " + line);
            }
            parts.add(new Part(cells[0], cells[1], cells[2], cells[3]));
        }
        return new Parts(parts);
    }

    /** @param classPath what the program runs with: jars divided as this system divides them */
    void verify(String classPath) throws IOException {
        TreeMap<String, Part> expected = new TreeMap<>();
        parts.forEach(part -> expected.put(part.file(), part));
        List<String> wrong = new ArrayList<>();
        for (String entry : classPath.split(System.getProperty("path.separator"))) {
            Path jar = Path.of(entry);
            if (!entry.endsWith(".jar")) {
                continue;
            }
            Part part = expected.remove(jar.getFileName().toString());
            String sum = Sums.sha256(jar);
            if (part == null) {
                wrong.add(jar.getFileName() + " is not in the list: look at it and its licence first; its SHA-256 is "
                        + sum);
            } else if (!part.sha256().equals(sum)) {
                wrong.add("%s has SHA-256 %s, not %s".formatted(jar.getFileName(), sum, part.sha256()));
            }
        }
        expected.keySet().forEach(file -> wrong.add(file + " is in the list and not on the class path"));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("dependencies.tsv:\n" + String.join("\n", wrong));
        }
    }

    /**
     * A bill of materials, CycloneDX 1.6: what scanners of known weaknesses ask for. It has no serial number and no time, so that the
     * same list gives the same bytes.
     */
    void writeBill(String version, Path out) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out.toFile(), JsonEncoding.UTF8)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("bomFormat", "CycloneDX");
            json.writeStringField("specVersion", "1.6");
            json.writeNumberField("version", 1);
            json.writeObjectFieldStart("metadata");
            json.writeFieldName("component");
            component(json, "application", new Part("io.fragmortem:fragmortem", version, "Apache-2.0", ""));
            json.writeEndObject();
            json.writeArrayFieldStart("components");
            for (Part part : parts) {
                component(json, "library", part);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void component(JsonGenerator json, String type, Part part) throws IOException {
        String[] names = part.artifact().split(":");
        String url = "pkg:maven/%s/%s@%s?type=jar".formatted(names[0], names[1], part.version());
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeStringField("bom-ref", url);
        json.writeStringField("group", names[0]);
        json.writeStringField("name", names[1]);
        json.writeStringField("version", part.version());
        json.writeStringField("purl", url);
        json.writeArrayFieldStart("licenses");
        json.writeStartObject();
        json.writeObjectFieldStart("license");
        json.writeStringField("id", part.licence());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        if (!part.sha256().isEmpty()) {
            json.writeArrayFieldStart("hashes");
            json.writeStartObject();
            json.writeStringField("alg", "SHA-256");
            json.writeStringField("content", part.sha256());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
