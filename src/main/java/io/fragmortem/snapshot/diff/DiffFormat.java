package io.fragmortem.snapshot.diff;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.info.InfoFormat;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A diff of two dumps, in any layout of {@code diff} and {@code git}: the moment before and the moment after, see {@link DiffSides}. */
public final class DiffFormat implements Format {

    /** No diff of dumps is longer. */
    private static final int MOST_LINES = 100_000;

    /** Lines of the head in which both sides of some field must show. */
    private static final int LOOK = 400;

    @Override
    public String name() {
        return "diff";
    }

    @Override
    public Sureness recognise(byte[] head, String name) {
        Head text = Head.of(head);
        // signs and names are the same in every charset: nearly no stream needs to be made readable
        boolean diff = isPossible(text.text())
                && DiffSides.is(Text.lines(text.readable()).limit(LOOK).toList());
        return diff ? Sureness.ENVELOPE_OF_OTHERS : Sureness.NO;
    }

    private static boolean isPossible(String text) {
        boolean signs = text.startsWith("-")
                || text.contains("\n-")
                || text.contains("\n<")
                || text.contains("\n! ")
                || text.contains("|");
        return signs && text.contains("used_memory");
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        List<String> lines = new ArrayList<>();
        Lines source = new Lines(entry.stream());
        while (source.next()) {
            String line = Bytes.text(source.buffer(), source.from(), source.to());
            if (lines.size() == MOST_LINES) {
                Origin place = new Origin(entry.name(), source.number(), source.offset(), Optional.empty());
                sink.rejected(Unread.line(place, line, Phrase.of("input.expected.format")));
                break;
            }
            lines.add(line);
        }
        DiffSides sides = DiffSides.of(lines);
        boolean two = sides.areTwoServers();
        String text = (two ? "==> " + sides.oldName() + " <==" : "Before:") + "\n"
                + String.join("\n", sides.before())
                + (two ? "\n==> " + sides.newName() + " <==\n" : "\nAfter:\n")
                + String.join("\n", sides.after())
                + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Entry both = new Entry(entry.name(), entry.modifiedMicros(), new ByteArrayInputStream(bytes));
        long count = lines.size();
        new InfoFormat().read(both, options, finding -> sink.accept(finding.from(place(finding.origin(), count))));
    }

    /** The place in the diff of a place in its two sides, one below the other under a line each. */
    private static Origin place(Origin inside, long count) {
        long line = inside.line() > count + 1 ? inside.line() - count - 2 : inside.line() - 1;
        return new Origin(inside.stream(), Math.max(line, 0), -1, inside.label());
    }
}
