package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Connections that the server closed because of what their buffers held, as the log tells them. */
public record Closings(List<Closing> all) {

    public Closings {
        all = List.copyOf(all);
    }

    /** Who was closed. */
    public enum Who {
        REPLICA,
        SUBSCRIBER,
        CLIENT,
        UNKNOWN
    }

    /**
     * One of them.
     *
     * @param event the line of the log
     * @param bytes that its buffers held, 0 when the line does not tell
     */
    public record Closing(Event event, Who who, double bytes) {

        /** The client's end of the connection, empty where the line does not tell. */
        public String address() {
            return word(event.text(), " addr=");
        }

        /** The last command it sent, empty where the line does not tell. */
        public String command() {
            return word(event.text(), " cmd=");
        }
    }

    static Closings of(Timeline timeline) {
        return new Closings(timeline.events().stream()
                .filter(e -> e.kind() == Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT)
                .map(e -> new Closing(e, who(e.text()), bytes(e)))
                .toList());
    }

    /** Those of replicas, or of everybody else; those of whom the log does not say who they were count for both. */
    public Closings ofReplicas(boolean replicas) {
        return new Closings(all.stream()
                .filter(closing -> closing.who() == Who.UNKNOWN || (closing.who() == Who.REPLICA) == replicas)
                .toList());
    }

    public int count() {
        return all.size();
    }

    /** The most that one of them held, bytes. */
    public double most() {
        return all.stream().mapToDouble(Closing::bytes).max().orElse(0);
    }

    /** The one that held the most. */
    public Optional<Closing> largest() {
        return all.stream().max(Comparator.comparingDouble(Closing::bytes));
    }

    /** What stands behind this name up to the next blank, empty where the name does not stand there. */
    private static String word(String text, String name) {
        int at = text.indexOf(name);
        if (at < 0) {
            return "";
        }
        int from = at + name.length();
        int to = text.indexOf(' ', from);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static Who who(String text) {
        String flags = word(text, " flags=");
        return flags.isEmpty() ? Who.UNKNOWN : who(flags, Who.CLIENT);
    }

    /** Flags of CLIENT LIST: {@code S} is a replica, {@code P} a subscriber. */
    static Who who(String flags, Who other) {
        if (flags.contains("S")) {
            return Who.REPLICA;
        }
        return flags.contains("P") ? Who.SUBSCRIBER : other;
    }

    private static double bytes(Event event) {
        double buffers = event.number(Amount.OMEM_BYTES).orElse(0)
                + event.number(Amount.QBUF_BYTES).orElse(0)
                + event.number(Amount.QBUF_FREE_BYTES).orElse(0);
        return Math.max(buffers, event.number(Amount.TOT_MEM_BYTES).orElse(0));
    }
}
