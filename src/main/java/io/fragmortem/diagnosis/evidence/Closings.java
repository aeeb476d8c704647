package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Timeline;
import java.util.List;

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
    public record Closing(Event event, Who who, double bytes) {}

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

    /** Flags of CLIENT LIST: {@code flags=S} is a replica, {@code P} a subscriber. */
    private static Who who(String text) {
        int at = text.indexOf(" flags=");
        if (at < 0) {
            return Who.UNKNOWN;
        }
        int from = at + " flags=".length();
        int to = text.indexOf(' ', from);
        String flags = text.substring(from, to < 0 ? text.length() : to);
        if (flags.contains("S")) {
            return Who.REPLICA;
        }
        return flags.contains("P") ? Who.SUBSCRIBER : Who.CLIENT;
    }

    private static double bytes(Event event) {
        double buffers = event.numbers().getOrDefault("omem_bytes", 0.0)
                + event.numbers().getOrDefault("qbuf_bytes", 0.0);
        return Math.max(buffers, event.numbers().getOrDefault("tot_mem_bytes", 0.0));
    }
}
