package io.fragmortem.diagnosis.trend;

import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import java.util.List;

/**
 * What growth, a change and a cliff must amount to before anybody is told. How it is tested whether they are real is no
 * threshold.
 */
public final class TrendThresholds {

    /** Growth below this share of RSS within a week, or within the window where that is shorter, matters to nobody ... */
    static final Threshold EFFECT_SHARE = Threshold.share("trend-effect-share", 0.01, Origin.JUDGEMENT);

    /** ... nor does growth, or a change, below these bytes. */
    static final Threshold EFFECT_BYTES = Threshold.bytes("trend-effect-bytes", 1 << 20, Origin.JUDGEMENT);

    /** A change below this share of the series' range is not told. */
    static final Threshold MATERIAL_SHARE = Threshold.share("change-material-share", 0.05, Origin.JUDGEMENT);

    /** A step below these bytes ... */
    static final Threshold CLIFF_BYTES = Threshold.bytes("cliff-bytes", 10 << 20, Origin.JUDGEMENT);

    /** ... or this share of the most that the instance held is no cliff to anybody ... */
    static final Threshold CLIFF_SHARE = Threshold.share("cliff-share", 0.05, Origin.JUDGEMENT);

    /** ... and it must make up this share of everything that the series ever did. */
    static final Threshold CLIFF_RANGE_SHARE = Threshold.share("cliff-range-share", 0.5, Origin.JUDGEMENT);

    public static final List<Threshold> ALL =
            List.of(EFFECT_SHARE, EFFECT_BYTES, MATERIAL_SHARE, CLIFF_BYTES, CLIFF_SHARE, CLIFF_RANGE_SHARE);

    private TrendThresholds() {}
}
