package io.fragmortem.snapshot.log;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import java.util.ArrayList;
import java.util.List;

/** Collects what another format found in a part of a log. Assumptions about the part's time do not hold and are dropped. */
final class NestedSink implements Sink {

    private final List<Sample> samples = new ArrayList<>();
    private final List<Exhibit> exhibits = new ArrayList<>();
    private final List<String> unknownFields = new ArrayList<>();

    List<Sample> samples() {
        return samples;
    }

    List<Exhibit> exhibits() {
        return exhibits;
    }

    List<String> unknownFields() {
        return unknownFields;
    }

    @Override
    public void sample(Sample sample) {
        samples.add(sample);
    }

    @Override
    public void exhibit(Exhibit exhibit) {
        exhibits.add(exhibit);
    }

    @Override
    public void unknownField(Origin origin, String name) {
        unknownFields.add(name);
    }

    @Override
    public void event(Event event) {}

    @Override
    public void rejected(Rejected rejected) {}

    @Override
    public void assumed(Origin origin, Phrase assumption) {}
}
