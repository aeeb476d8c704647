package io.fragmortem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the program advises to give it, it takes. */
class OptionsInWordsTest {

    private static final Path BUNDLES = Path.of("src", "main", "resources", "io", "fragmortem");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--([a-z][a-z_-]*)");

    /** Of redis-cli, and of Dragonfly. */
    private static final Set<String> OTHERS = Set.of("bigkeys", "memkeys", "stat", "shard_repl_backlog_len");

    @Test
    void everyOptionThatASentenceNamesExists() throws IOException {
        String defined = "";
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java", "io", "fragmortem", "cli"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                defined += Files.readString(file);
            }
        }
        Set<String> unknown = new TreeSet<>();
        for (String bundle :
                List.of("diagnosis_en", "diagnosis_zh", "input_en", "input_zh", "report_en", "report_zh")) {
            Matcher named = OPTION.matcher(Files.readString(BUNDLES.resolve(bundle + ".properties")));
            while (named.find()) {
                if (!OTHERS.contains(named.group(1)) && !defined.contains('"' + named.group(1) + '"')) {
                    unknown.add(bundle + ": --" + named.group(1));
                }
            }
        }
        assertEquals(Set.of(), unknown);
    }
}
