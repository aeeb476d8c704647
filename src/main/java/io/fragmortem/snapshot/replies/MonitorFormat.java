package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code MONITOR} printed. Of all commands only those that free memory at once, or tell the allocator to, become events;
 * nobody's keys or values are kept.
 *
 * <pre>
 * 1339518083.107412 [0 127.0.0.1:60866] "flushall" "async"
 * </pre>
 */
public final class MonitorFormat implements Format {

    private static final Pattern LINE =
            Pattern.compile("^(\\d{9,10})\\.(\\d{6}) \\[(\\d{1,5}) [^\\]]{1,200}\\] \"(.*)$");

    /** Lower or upper case, what one of the commands below can begin with. */
    private static final String FIRST_LETTERS = "fsmFSM";

    private static final Passage PASSAGE = Passage.of(line -> LINE.matcher(line).find());

    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        List<String> lines = Head.of(bytes).lines(20);
        long matching = lines.stream().filter(line -> LINE.matcher(line).find()).count();
        return matching > 0 && 2 * matching >= lines.size() ? Sureness.INFO_OR_DOCUMENT : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Lines lines = new Lines(entry.stream());
        long seen = 0;
        long told = 0;
        while (lines.next()) {
            int quote = Bytes.indexOf(lines.buffer(), lines.from(), lines.to(), Bytes.ascii("] \""));
            seen += quote > 0 ? 1 : 0;
            if (quote < 0 || quote + 3 >= lines.to() || FIRST_LETTERS.indexOf(lines.buffer()[quote + 3]) < 0) {
                continue;
            }
            Matcher line = LINE.matcher(lines.text());
            if (!line.matches() && isBroken(lines.text())) {
                Origin origin = new Origin(entry.name(), lines.number(), lines.offset(), Optional.empty());
                sink.rejected(Unread.line(origin, lines.text(), Phrase.of("input.expected.monitor")));
            }
            Optional<Event.Kind> kind = line.matches() ? kind(line.group(4)) : Optional.empty();
            if (kind.isPresent()) {
                long micros = Long.parseLong(line.group(1)) * 1_000_000 + Long.parseLong(line.group(2));
                Origin origin = new Origin(entry.name(), lines.number(), lines.offset(), Optional.empty());
                sink.event(new Event(
                        kind.get(),
                        origin,
                        new Stamp(micros, TimeSource.STATED),
                        words(line.group(4)),
                        Map.of(Amount.DB, Double.parseDouble(line.group(3)))));
                told++;
            }
        }
        if (told == 0) {
            sink.rejected(new Rejected(
                    new Origin(entry.name(), 1, 0, Optional.empty()),
                    Phrase.of("input.found.commands", Phrase.count((double) seen)),
                    Phrase.of("input.expected.commands")));
        }
    }

    /** Whether a command that frees memory stands in a line whose beginning cannot be read. */
    private static boolean isBroken(String line) {
        int quote = line.indexOf("] \"");
        return Text.isDigit(line.charAt(0)) && kind(line.substring(quote + 3)).isPresent();
    }

    /** The command in capitals and its first two arguments: none of these commands takes a key or a secret. */
    private static String words(String quoted) {
        String[] words = quoted.split("\" \"|\"$", 4);
        String text = String.join(" ", List.of(words).subList(0, Math.min(2, words.length)));
        return text.strip().toUpperCase(Locale.ROOT);
    }

    private static Optional<Event.Kind> kind(String quoted) {
        String words = words(quoted);
        if (words.startsWith("FLUSHALL") || words.startsWith("FLUSHDB")) {
            return Optional.of(Event.Kind.FLUSH);
        }
        return words.equals("SCRIPT FLUSH") || words.equals("MEMORY PURGE")
                ? Optional.of(Event.Kind.COMMAND)
                : Optional.empty();
    }
}
