package io.fragmortem.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads a source for the places of its faults only; to be made where reading it has shown that there is one. */
final class Examination implements Visitor, Layers {

    /** One packed stream, and the streams inside it before it. */
    private final Deque<Strangeness> open = new ArrayDeque<>();

    private final List<Damage.Cut> cuts = new ArrayList<>();
    private int given;

    private Examination() {}

    /** The faults of what is packed in a stream. The caller closes {@code raw}. */
    static Damage of(Source source, Limits limits, Scope scope, InputStream raw) {
        Examination examination = new Examination();
        new Unpacker(limits, scope, examination, Damage.NONE, examination)
                .unpack(source.name(), source.modifiedMicros(), raw);
        return new Damage(examination.cuts);
    }

    @Override
    public Layers.Layer open() {
        Strangeness text = new Strangeness(given);
        open.push(text);
        return new Layers.Layer() {
            @Override
            public void block() {
                text.block();
            }

            @Override
            public void close(Layers.End end) {
                open.pop();
                if (end != Layers.End.SOUND) {
                    text.place(given - 1, end == Layers.End.FAILED).ifPresent(cuts::add);
                }
            }
        };
    }

    @Override
    public void entry(Entry entry) throws IOException {
        int number = given++;
        open.forEach(text -> text.begin(number));
        byte[] buffer = new byte[1 << 14];
        for (int n = entry.stream().read(buffer); n >= 0; n = entry.stream().read(buffer)) {
            int length = n;
            open.forEach(text -> text.add(buffer, length));
        }
        open.forEach(Strangeness::end);
    }

    @Override
    public void problem(Problem problem) {
        // whoever read the source has told it
    }
}
