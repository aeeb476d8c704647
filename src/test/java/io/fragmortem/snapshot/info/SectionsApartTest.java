package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import org.junit.jupiter.api.Test;

/** Sections of one INFO that somebody pasted one by one, each under the question it answers. */
final class SectionsApartTest {

    private static final String MEMORY = "# Memory\nused_memory:6183968480\nmaxmemory:1073741824\n";
    private static final String CLIENTS = "# Clients\nconnected_clients:51\nclient_biggest_input_buf:60686288\n";

    private static Recorder read(String text) {
        return Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
    }

    private static void assertOneDump(String text) {
        Recorder seen = read(text);
        assertEquals(1, seen.samples.size(), seen.sampleLines());
        assertEquals(
                60_686_288,
                seen.samples.get(0).get(Field.CLIENT_BIGGEST_INPUT_BUF).orElse(-1),
                seen.sampleLines());
    }

    @Test
    void completeTheDumpAboveThem() {
        assertOneDump("**info memory**\n```\n" + MEMORY + "```\n\n**info clients**\n```\n" + CLIENTS + "```\n");
        assertOneDump("Memory:\n\n" + MEMORY + "\n=== INFO CLIENTS ===\n\n" + CLIENTS);
    }

    @Test
    void completeTheDumpBelowThem() {
        assertOneDump("**info clients**\n```\n" + CLIENTS + "```\n\n**info memory**\n```\n" + MEMORY + "```\n");
    }

    @Test
    void sayNothingOfAnotherMoment() {
        Recorder seen = read("**before**\n```\n" + MEMORY + "```\n**after**\n```\n" + CLIENTS + "```\n");
        assertEquals(1, seen.samples.size());
        assertFalse(seen.samples.get(0).has(Field.CLIENT_BIGGEST_INPUT_BUF));
    }

    @Test
    void replaceNothingThatTheDumpSays() {
        Recorder seen = read("```\n" + MEMORY + CLIENTS + "```\n```\n" + CLIENTS.replace("51", "52") + "```\n");
        assertEquals(51, seen.samples.get(0).get(Field.CONNECTED_CLIENTS).orElse(-1));
    }
}
