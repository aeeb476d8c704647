package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Receives what readers find and keeps every dump for itself, in the order of the input. */
public final class Dumps implements Sink {

    private final InstanceNames names;
    private final Consumer<Rejected> rejects;
    private final List<Sample> samples = new ArrayList<>();
    private final Instances all;

    /** @param rejects receives bad regions as they come */
    public Dumps(InstanceNames names, Consumer<Rejected> rejects) {
        this.names = names;
        this.rejects = rejects;
        this.all = new Instances(names, rejected -> {});
    }

    /** Number of dumps. */
    public int size() {
        return samples.size();
    }

    /** A timeline of one sample for each dump that says something about the server's memory. */
    public List<Timeline> each() {
        List<Timeline> timelines = new ArrayList<>();
        for (Sample sample : samples) {
            TimelineBuilder builder = new TimelineBuilder();
            builder.add(sample);
            if (builder.isUsable()) {
                timelines.add(builder.build(names.nameOf(sample.origin())));
            }
        }
        return List.copyOf(timelines);
    }

    /** One timeline per instance over all dumps. */
    public List<Timeline> together() {
        return all.timelines();
    }

    @Override
    public void sample(Sample sample) {
        samples.add(sample);
        all.sample(sample);
    }

    @Override
    public void event(Event event) {
        all.event(event);
    }

    @Override
    public void exhibit(Exhibit exhibit) {
        all.exhibit(exhibit);
    }

    @Override
    public void rejected(Rejected rejected) {
        rejects.accept(rejected);
    }

    @Override
    public void assumed(Origin origin, Phrase assumption) {
        all.assumed(origin, assumption);
    }

    @Override
    public void unknownField(Origin origin, String name) {
        all.unknownField(origin, name);
    }
}
