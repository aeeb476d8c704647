package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A saved answer that is nothing but an error: it tells that the server is too old, or that rights were missing. */
public final class ErrorReplyFormat implements Format {

    public static final String NAME = "error-reply";

    private static final Passage PASSAGE = Passage.ofOne(ErrorReplyFormat::isError);

    private static final int MAX_REPLIES = 20;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        List<String> lines = new Head(Head.of(bytes).readable()).lines(50);
        TimeText time = new TimeText();
        int errors = 0;
        for (String line : lines) {
            if (isError(line)) {
                errors++;
            } else if (!(time.parse(line) && time.isTimeLine())) {
                return Sureness.NO;
            }
        }
        return errors > 0 ? Sureness.WEAK_SIGNS : Sureness.NO;
    }

    private static boolean isError(String line) {
        String text = line.startsWith("(error) ") ? line.substring(8) : line.startsWith("-") ? line.substring(1) : line;
        return text.startsWith("ERR ") || text.startsWith("NOPERM ") || text.startsWith("NOAUTH ");
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.ARE_VALUES, ErrorReplyFormat::read);
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        Set<String> seen = new HashSet<>();
        while (moments.next()) {
            String line = moments.line().strip();
            if (isError(line) && seen.size() < MAX_REPLIES && seen.add(line)) {
                sink.assumed(moments.origin(), Phrase.of("input.assumed.answer", Phrase.name(Text.shown(line))));
            }
        }
        if (seen.isEmpty()) {
            moments.reject(Phrase.of("input.found.no_error"), Phrase.of("input.expected.error_reply"));
        }
    }
}
