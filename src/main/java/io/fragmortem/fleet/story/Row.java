package io.fragmortem.fleet.story;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Collects what one row of the timeline will say. */
final class Row {

    private final long at;
    private final TimelineRow.Kind kind;
    private final Phrase label;
    private final Phrase what;
    private final List<Phrase> also = new ArrayList<>();
    private OptionalLong until = OptionalLong.empty();
    private String source = "";
    private double moved;
    private TimelineRow.Turn turn;

    Row(long at, TimelineRow.Kind kind, Phrase label, Phrase what) {
        this.at = at;
        this.kind = kind;
        this.label = label;
        this.what = what;
        this.turn = kind == TimelineRow.Kind.RESTART ? TimelineRow.Turn.RESTART : TimelineRow.Turn.NONE;
    }

    Row until(long micros) {
        until = micros > at ? OptionalLong.of(micros) : OptionalLong.empty();
        return this;
    }

    Row turns(TimelineRow.Turn what) {
        turn = what;
        return this;
    }

    Row also(Phrase phrase) {
        also.add(phrase);
        return this;
    }

    Row from(Origin origin) {
        source = origin.line() > 0 ? origin.stream() + ":" + origin.line() : origin.stream();
        return this;
    }

    Row moved(double bytes) {
        moved = Double.isFinite(bytes) ? bytes : 0;
        return this;
    }

    TimelineRow done() {
        return new TimelineRow(at, until, kind, turn, new TimelineRow.Words(label, what, also), source, moved);
    }
}
