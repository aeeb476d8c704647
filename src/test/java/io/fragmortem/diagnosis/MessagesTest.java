package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.memory.Consistency;
import io.fragmortem.memory.MemoryDoctor;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the sources against the bundle: every key that is used exists, every key that exists is used, with its arguments. */
final class MessagesTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "fragmortem");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+(?:\\.[a-z_]+)*\\.?)\"");
    private static final List<String> LAWS =
            Arrays.stream(Consistency.Law.values()).map(Consistency.Law::id).toList();
    private static final Pattern CLAIM = Pattern.compile(", (?:claim|gap|whole)\\)");
    private static final Set<String> MESSAGES = Cases.messages().stringPropertyNames();

    private record Use(Path file, String key, int arguments) {}

    @Test
    void everyKeyThatIsUsedExists() throws IOException {
        Set<String> families = MESSAGES.stream()
                .filter(key -> key.contains("."))
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet());
        families.removeAll(Set.of("none", "value"));
        List<Use> unknown = new ArrayList<>();
        for (Use use : uses()) {
            boolean meant = use.key().contains(".")
                    && families.contains(use.key().substring(0, use.key().indexOf('.')))
                    && !use.key().endsWith(".")
                    && !use.key().matches("rule\\..*|config\\..*");
            if (meant && !MESSAGES.contains(use.key())) {
                unknown.add(use);
            }
        }
        assertEquals(List.of(), unknown);
    }

    @Test
    void everyKeyThatExistsIsUsed() throws IOException {
        Set<String> used = uses().stream().map(Use::key).collect(Collectors.toCollection(TreeSet::new));
        names(MemoryDoctor.Finding.values()).forEach(name -> used.add("doctor." + name));
        names(Run.Reason.values()).forEach(name -> used.add("row.restart." + name));
        names(Event.Kind.values()).forEach(name -> used.addAll(List.of("row.event." + name, "trigger." + name)));
        LAWS.forEach(name -> used.add("identity.law." + name));
        for (String limit : List.of("maxmemory", "container", "host")) {
            used.addAll(List.of("forecast.limit." + limit, "limit.short." + limit));
        }
        Set<String> unused = new TreeSet<>(MESSAGES);
        unused.removeAll(used);
        assertEquals(Set.of(), unused);
    }

    @Test
    void composedKeysExist() {
        names(MemoryDoctor.Finding.values()).forEach(name -> assertTrue(MESSAGES.contains("doctor." + name), name));
        names(Run.Reason.values()).forEach(name -> assertTrue(MESSAGES.contains("row.restart." + name), name));
        names(Event.Kind.values()).forEach(name -> assertTrue(MESSAGES.contains("row.event." + name), name));
        names(Event.Kind.values()).forEach(name -> assertTrue(MESSAGES.contains("trigger." + name), name));
        LAWS.forEach(name -> assertTrue(MESSAGES.contains("identity.law." + name), name));
    }

    @Test
    void noMessageAsksForMoreArgumentsThanItIsGiven() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Use use : uses()) {
            String message = Cases.messages().getProperty(use.key(), "");
            // cannot-tell's arguments are put in one place for all its keys; other packages have words of their own
            boolean ours = !use.key().startsWith("cannottell.") && !use.file().startsWith(SOURCES.resolve("cli"));
            if (ours && use.arguments() >= 0 && Cases.placeholders(message) > use.arguments()) {
                wrong.add(use + ": " + message);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void placeholdersAreNumberedWithoutHoles() {
        for (String key : MESSAGES) {
            String message = Cases.messages().getProperty(key);
            assertEquals(
                    message.chars().filter(c -> c == '{').count(),
                    message.chars().filter(c -> c == '}').count(),
                    key);
            assertTrue(Cases.placeholders(message) <= 8, key);
        }
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static List<Use> uses() throws IOException {
        List<Use> uses = new ArrayList<>();
        for (String folder : List.of("diagnosis", "fleet", "cli", "report")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    String text = Files.readString(file);
                    Matcher literal = LITERAL.matcher(text);
                    while (literal.find()) {
                        boolean ofJson = file.getFileName().toString().startsWith("Json")
                                && text.startsWith(".name(", literal.start() - ".name(".length());
                        if (ofJson) {
                            continue; // the name of a value, no message
                        }
                        boolean named = text.lastIndexOf("new Words(", literal.start())
                                == text.lastIndexOf('(', literal.start()) - "new Words".length();
                        // of a claim its bytes and its share are told
                        boolean claim = CLAIM.matcher(text)
                                .region(literal.end(), text.length())
                                .lookingAt();
                        int arguments = named ? -1 : claim ? 2 : arguments(text, literal.end());
                        uses.add(new Use(file, literal.group(1), arguments));
                    }
                }
            }
        }
        return uses;
    }

    /** Arguments after a literal in its own call, -1 when it stands in none: a record of keys gets its arguments elsewhere. */
    private static int arguments(String text, int from) {
        int depth = 0;
        int commas = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = text.indexOf('"', i + 1);
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
                if (depth < 0) {
                    return commas;
                }
            } else if (c == ',' && depth == 0) {
                commas++;
            } else if (c == ';') {
                return -1;
            }
        }
        return -1;
    }
}
