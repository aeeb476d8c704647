package io.fragmortem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The site's page of the rooms shows the code as it is: who uses whom, and what each room says of itself. */
final class ArchitecturePageTest {

    private static final Path PAGE = Path.of("src/site/markdown/architecture.md");
    private static final String MARK = "<!-- made from the code by a test; do not edit below -->\n";
    private static final Path SOURCES = Path.of("src/main/java/io/fragmortem");
    private static final String ROOT = "io.fragmortem.";
    private static final List<String> ROOMS = List.of(
            "phrase", "source", "snapshot", "timeline", "statistics", "memory", "diagnosis", "fleet", "report", "cli");
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final int WIDTH =
            ROOMS.stream().mapToInt(String::length).max().orElse(0) + 2;

    @Test
    void thePageShowsTheRooms() throws IOException {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        String expected = page.substring(0, page.indexOf(MARK) + MARK.length()) + "\n" + picture() + sayings();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected, StandardCharsets.UTF_8);
            return;
        }
        assertEquals(expected, page, PAGE + " differs; if it should: mvn test -Dgolden.update=true");
    }

    /** A row for each room with a mark below each room that it uses. */
    private static String picture() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.fragmortem");
        StringBuilder out = new StringBuilder("    " + " ".repeat(WIDTH));
        ROOMS.forEach(room -> out.append(padded(room)));
        for (String room : ROOMS) {
            List<String> used = classes.stream()
                    .filter(type -> room.equals(roomOf(type)))
                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                    .map(Dependency::getTargetClass)
                    .map(ArchitecturePageTest::roomOf)
                    .distinct()
                    .toList();
            StringBuilder row = new StringBuilder("\n    " + padded(room));
            for (String other : ROOMS) {
                row.append(padded(other.equals(room) ? "\u25a0" : used.contains(other) ? "uses" : "\u00b7"));
            }
            out.append(row.toString().stripTrailing());
        }
        return out.toString().replaceAll("(?m) +$", "") + "\n";
    }

    private static String padded(String text) {
        return text + " ".repeat(WIDTH - text.length());
    }

    private static String roomOf(JavaClass type) {
        String name = type.getPackageName() + ".";
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.")[0] : "";
    }

    private static String sayings() throws IOException {
        StringBuilder out = new StringBuilder();
        for (String room : ROOMS) {
            out.append("\n## ").append(room).append("\n\n");
            try (Stream<Path> all = Files.walk(SOURCES.resolve(room))) {
                List<Path> folders = all.filter(Files::isDirectory).sorted().toList();
                for (Path folder : folders) {
                    String name = String.valueOf(SOURCES.relativize(folder)).replace('/', '.');
                    String saying = saying(Files.readString(folder.resolve("package-info.java")));
                    out.append(name.equals(room) ? saying + "\n" : "- **" + name + "**: " + saying)
                            .append('\n');
                }
            }
        }
        return out.toString().replaceAll("\n{2,}$", "\n").replaceAll("\n{3,}", "\n\n");
    }

    /** The Javadoc of a package as a line of Markdown. */
    private static String saying(String source) {
        Matcher javadoc = JAVADOC.matcher(source);
        String text = javadoc.find() ? javadoc.group(1) : "";
        return text.lines()
                .map(line -> line.strip().replaceFirst("^\\* ?", ""))
                .collect(Collectors.joining(" "))
                .strip()
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link (?:[a-z]+\\.)*([A-Z]\\w*)}", "`$1`")
                .replaceAll("\\s+", " ");
    }
}
