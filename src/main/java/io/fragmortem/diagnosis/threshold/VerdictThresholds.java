package io.fragmortem.diagnosis.threshold;

import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import java.util.List;

/** What the verdict over all rules decides by, beyond what each of them does. */
public final class VerdictThresholds {

    /** A total ratio above which people worry: MEMORY DOCTOR's own. */
    public static final Threshold WORRYING_RATIO = Threshold.ratio("worrying-ratio", 1.4, Origin.SOURCE);

    /** A second cause with this share of what is to be explained belongs into the answer. */
    public static final Threshold NOTABLE_SHARE = Threshold.share("notable-share", 0.25, Origin.JUDGEMENT);

    /** A layer this close to what makes it significant, on either side, is at the edge. */
    public static final Threshold EDGE = Threshold.ratio("edge-ratio", 1.25, Origin.JUDGEMENT);

    /** Free slots below this share of the gap cannot be what it is. */
    public static final Threshold FREE_SHARE = Threshold.share("untold-free-share", 0.5, Origin.JUDGEMENT);

    public static final List<Threshold> ALL = List.of(
            WORRYING_RATIO,
            NOTABLE_SHARE,
            Thresholds.COLLAPSED_SHARE,
            Thresholds.BROKEN_SHARE,
            EDGE,
            Thresholds.ONGOING,
            Thresholds.RECOVERED,
            Thresholds.HEADROOM_SHARE,
            Thresholds.DECAY_SECONDS,
            Thresholds.PROCESS_BASE_BYTES,
            FREE_SHARE,
            Thresholds.KEYSPACE_SHARE,
            Thresholds.OVERHEAD_OVER_DATASET);

    private VerdictThresholds() {}
}
