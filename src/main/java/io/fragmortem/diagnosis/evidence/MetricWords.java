package io.fragmortem.diagnosis.evidence;

import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.phrase.Phrase;

/** What a metric is called in a sentence: a part of RSS as charts and tables name it. */
public final class MetricWords {

    private MetricWords() {}

    /** Its name. */
    public static Phrase of(Metric metric) {
        return Phrase.of((metric instanceof Component ? "component." : "story.metric.") + metric.jsonName());
    }
}
