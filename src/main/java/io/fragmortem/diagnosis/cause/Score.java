package io.fragmortem.diagnosis.cause;

/**
 * How strong a finding is, the same for all rules: the share of RSS (or of used memory, if larger) that it accounts for,
 * times how certain it is, in percent. 0 is nothing, 100 is all memory and certain. Findings are ordered by severity first,
 * then by this.
 */
public final class Score {

    private static final double HIGH = 1;
    private static final double MEDIUM = 0.6;
    private static final double LOW = 0.3;

    private Score() {}

    /**
     * The score, 0 to 100, with one decimal.
     *
     * @param share of all memory at that moment, 0 to 1; more counts as 1
     */
    public static double of(double share, Confidence confidence) {
        double certain = switch (confidence) {
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
        };
        double part = Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
        return Math.round(1000 * part * certain) / 10.0;
    }
}
