package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents tell a reader to type exists: commands, options, files of the tree, what the build makes. */
class DocumentsTest {

    private static final Pattern COMMAND = Pattern.compile("(?:^|[ `(/])fragmortem ([a-z][a-z-]+)([^\n`|#&>]*)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z][a-z-]+");
    private static final Pattern FILE = Pattern.compile("(?<![\\w/.-])(?:src|samples|templates|target)/[\\w./-]*\\w");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    private final Map<String, String> help = new HashMap<>();

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(
                List.of(Path.of("README.md"), Path.of(".github/CONTRIBUTING.md"), Path.of(".github/SECURITY.md")));
        try (Stream<Path> pages = Files.list(Path.of("src/site/markdown"))) {
            pages.filter(page -> page.toString().endsWith(".md")).sorted().forEach(all::add);
        }
        return all;
    }

    /** Lines of blocks of code, and code inside of sentences, each with the line it stands in. */
    private static Map<String, String> code(Path document) throws IOException {
        Map<String, String> code = new HashMap<>();
        List<String> lines = Files.readAllLines(document);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String where = document + ":" + (i + 1);
            if (line.startsWith("    ")) {
                code.put(where, line.strip());
            } else {
                Matcher inline = Pattern.compile("`([^`]+)`").matcher(line);
                while (inline.find()) {
                    code.put(where + ":" + inline.start(), inline.group(1));
                }
            }
        }
        return code;
    }

    @Test
    void commandsAndOptionsExist() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path document : documents()) {
            for (Map.Entry<String, String> one : code(document).entrySet()) {
                Matcher command = COMMAND.matcher(one.getValue());
                while (command.find()) {
                    seen++;
                    check(command.group(1), command.group(2), one.getKey(), wrong);
                }
            }
        }
        assertTrue(seen > 20, "commands seen: " + seen);
        assertEquals(List.of(), wrong);
    }

    private void check(String command, String rest, String where, List<String> wrong) {
        String text = help.computeIfAbsent(
                command, name -> Program.run(name, "--help").out());
        if (text.isEmpty()) {
            wrong.add(where + " no command " + command);
            return;
        }
        Matcher option = OPTION.matcher(rest);
        while (option.find()) {
            if (!Pattern.compile(option.group() + "(?![a-z-])").matcher(text).find()) {
                wrong.add(where + " " + command + " has no " + option.group());
            }
        }
    }

    @Test
    void filesExistOrAreMadeByTheBuild() throws IOException {
        String build = Files.readString(Path.of("pom.xml"))
                + Files.readString(Path.of("src/package/build.xml"))
                + Files.readString(Path.of("src/web/build.xml"))
                + "pit-reports"; // Pitest's own name
        List<String> wrong = new ArrayList<>();
        for (Path document : documents()) {
            if (document.getFileName().toString().startsWith("adding-a-")) {
                continue; // their files are made on the way, which tests of their own follow
            }
            for (Map.Entry<String, String> one : code(document).entrySet()) {
                Matcher file = FILE.matcher(one.getValue());
                while (file.find()) {
                    Path path = Path.of(file.group());
                    boolean made = path.startsWith("target")
                            && build.contains(path.getFileName().toString());
                    if (!made && !Files.exists(path)) {
                        wrong.add(one.getKey() + " no " + path);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void linksLeadToFiles() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    wrong.add(document + " -> " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
