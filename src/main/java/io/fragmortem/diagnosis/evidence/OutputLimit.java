package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.replies.ConfigText;
import java.util.List;
import java.util.Optional;

/**
 * One class of client-output-buffer-limit as the captured configuration has it.
 *
 * @param type normal, replica (slave) or pubsub
 * @param hard bytes at which a client is closed at once, 0 for no limit
 * @param soft bytes at which it is closed when it stays above them, 0 for no limit
 */
public record OutputLimit(String type, double hard, double soft) {

    /** Class, hard limit, soft limit and seconds. */
    private static final int WORDS = 4;

    /** The limit of such clients, empty where no configuration names their class. */
    public static Optional<OutputLimit> of(Case c, Closings.Who who) {
        Optional<OutputLimit> found = Optional.empty();
        List<String> words = ConfigText.words(
                c.timeline().fact(Fact.CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT).orElse(""));
        for (int i = 0; i + WORDS <= words.size(); i += WORDS) {
            Optional<Double> hard = ConfigText.memory(words.get(i + 1));
            Optional<Double> soft = ConfigText.memory(words.get(i + 2));
            if (isOf(words.get(i), who) && hard.isPresent() && soft.isPresent()) {
                found = Optional.of(new OutputLimit(words.get(i), hard.get(), soft.get()));
            }
        }
        return found;
    }

    private static boolean isOf(String type, Closings.Who who) {
        return switch (who) {
            case REPLICA -> type.equals("replica") || type.equals("slave");
            case SUBSCRIBER -> type.equals("pubsub");
            case CLIENT -> type.equals("normal");
            case UNKNOWN -> false;
        };
    }

    /** Whether nothing closes such a client, whatever waits for it. */
    public boolean isOpen() {
        return hard == 0 && soft == 0;
    }
}
