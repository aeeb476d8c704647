package io.fragmortem.diagnosis.alert;

import java.util.Locale;

/**
 * A rule for Prometheus, in the names of redis_exporter, and what it would have done over the capture.
 *
 * @param name of the alert
 * @param expression PromQL, in bytes
 * @param holdSeconds how long the expression must hold before it fires
 * @param replay what it would have done
 */
public record Alert(String name, String expression, long holdSeconds, Replay replay) {

    /**
     * The rule walked over the capture, sample by sample. Its level is chosen above everything that was there before what was
     * found began: it never fires earlier.
     *
     * @param firedMicros when it would have fired for what was found
     * @param worstMicros the worst moment
     */
    public record Replay(long firedMicros, long worstMicros) {

        /** Seconds from the alert to the worst moment. */
        public double leadSeconds() {
            return (worstMicros - firedMicros) / 1e6;
        }
    }

    /** The name of the alert for a cause: {@code RedisAllocatorRetention}. */
    public static String nameOf(String causeId) {
        StringBuilder name = new StringBuilder("Redis");
        for (String word : causeId.split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }

    /** A rule file of this one rule. */
    public String rule() {
        String hold = holdSeconds == 0 ? "" : "        for: " + duration() + "\n";
        return "groups:\n  - name: redis-memory\n    rules:\n      - alert: " + name + "\n        expr: " + expression
                + "\n" + hold;
    }

    /** As Prometheus writes durations. */
    private String duration() {
        return holdSeconds % 60 == 0 ? holdSeconds / 60 + "m" : holdSeconds + "s";
    }
}
