package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.timeline.Telling;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.TimelineBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Receives what readers find: hands on every dump by itself where somebody wants that, and keeps all of them together. */
public final class Dumps implements Sink {

    private final InstanceNames names;
    private final Optional<Consumer<Timeline>> each;
    private final Consumer<Rejected> rejects;
    private long samples;
    private long speaking;
    private final Instances all;

    /**
     * @param rejects receives bad regions as they come
     * @param each receives a timeline of one sample for each dump that says something about the server's memory, as it
     *     comes, in the order of the input
     */
    public Dumps(InstanceNames names, Consumer<Rejected> rejects, Consumer<Timeline> each) {
        this(names, rejects, Optional.of(each));
    }

    /** Keeps the dumps together and counts them. */
    public Dumps(InstanceNames names, Consumer<Rejected> rejects) {
        this(names, rejects, Optional.empty());
    }

    private Dumps(InstanceNames names, Consumer<Rejected> rejects, Optional<Consumer<Timeline>> each) {
        this.names = names;
        this.each = each;
        this.rejects = rejects;
        this.all = new Instances(names, rejected -> {});
    }

    /** The timeline of an input in which there is no dump. */
    public static Timeline none(String name) {
        return new TimelineBuilder().build(name);
    }

    /** Number of dumps. */
    public long size() {
        return samples;
    }

    /** Number of dumps that say something about the server's memory. */
    public long speaking() {
        return speaking;
    }

    /** One timeline per instance over all dumps. */
    public List<Timeline> together() {
        return all.timelines();
    }

    @Override
    public void accept(Finding finding) {
        if (finding instanceof Rejected rejected) {
            rejects.accept(rejected);
            return;
        }
        if (finding instanceof Sample sample) {
            handOn(sample);
        }
        all.accept(finding);
    }

    private void handOn(Sample sample) {
        samples++;
        if (!Telling.speaksOfMemory(sample)) {
            return;
        }
        speaking++;
        each.ifPresent(receiver -> {
            TimelineBuilder builder = new TimelineBuilder();
            builder.add(sample);
            receiver.accept(builder.build(names.nameOf(sample.origin())));
        });
    }
}
