package io.fragmortem.cli.option;

import io.fragmortem.cli.process.Console;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.story.Note;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code --note "2026-11-22 08:38 deployed 4.2"}, and a file with one such line for each note: what no capture tells. */
public final class NoteOptions {

    /** A time takes at most as many words: day, time of day, zone. */
    private static final int WORDS_OF_A_TIME = 3;

    private static final int LONGEST_FILE = 1 << 20;

    private NoteOptions() {}

    public static void add(Options options) {
        options.addOption(CommonOptions.valued("note", "\"TIME TEXT\"", "cli.option.note"));
        options.addOption(CommonOptions.valued("notes", "FILE", "cli.option.notes"));
    }

    /** The notes that were given. */
    public static List<Note> of(CommandLine line) {
        ZoneId zone = CommonOptions.zone(line);
        List<Note> notes = new ArrayList<>();
        String[] typed = line.getOptionValues("note");
        for (String text : typed == null ? new String[0] : typed) {
            notes.add(note(text, "--note", zone)
                    .orElseThrow(() -> new UsageError("cli.usage.note", Phrase.name("--note"), Phrase.name(text))));
        }
        CommonOptions.single(line, "notes").ifPresent(file -> read(file, zone, notes));
        return notes;
    }

    private static void read(String file, ZoneId zone, List<Note> notes) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                String source = file + ":" + (i + 1);
                notes.add(note(text, source, zone)
                        .orElseThrow(() -> new UsageError("cli.usage.note", Phrase.name(source), Phrase.name(text))));
            }
        }
    }

    private static List<String> lines(String file) {
        try {
            Path path = Path.of(file);
            if (Files.isRegularFile(path) && Files.size(path) <= LONGEST_FILE) {
                return Files.readAllLines(path, StandardCharsets.UTF_8);
            }
        } catch (IOException | IllegalArgumentException e) {
            // told below
        }
        throw new UsageError("cli.usage.no_file", Phrase.name("notes"), Phrase.name(file));
    }

    /** The longest beginning that is a time, and the words after it. */
    private static Optional<Note> note(String text, String source, ZoneId zone) {
        if (MomentOption.parse(text, zone).isPresent()) {
            return Optional.empty(); // a time and no text
        }
        String[] words = text.strip().split("\\s+");
        for (int of = Math.min(WORDS_OF_A_TIME, words.length - 1); of > 0; of--) {
            String time = String.join(" ", List.of(words).subList(0, of));
            Optional<Long> at = MomentOption.parse(time, zone);
            if (at.isPresent()) {
                String rest = String.join(" ", List.of(words).subList(of, words.length));
                return Optional.of(new Note(at.get(), rest, source));
            }
        }
        return Optional.empty();
    }

    /** Names the notes that stand in the story of no instance. */
    public static void tellUnused(List<Note> notes, List<InstanceSummary> instances, Console console, Wording wording) {
        for (Note note : notes) {
            boolean used =
                    instances.stream().anyMatch(instance -> instance.seen().holds(note.atMicros()));
            if (!used) {
                console.err()
                        .println(wording.text(
                                "cli.unused_note",
                                Phrase.name(wording.moment(note.atMicros()) + " " + wording.zoneName()),
                                Phrase.name(note.text())));
            }
        }
    }
}
