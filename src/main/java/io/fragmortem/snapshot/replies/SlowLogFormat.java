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
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code SLOWLOG GET} as redis-cli prints it to a terminal and to a file. Commands that free much at once become events: a
 * flush, and a deletion that was slow enough to be logged, which only big keys are. Names of keys are kept, values not.
 *
 * <pre>
 *  1) 1) (integer) 14             14
 *     2) (integer) 1309448221     1309448221
 *     3) (integer) 15000          15000
 *     4) 1) "DEL"                 DEL
 *        2) "big"                 big
 *     5) "127.0.0.1:58217"        127.0.0.1:58217
 * </pre>
 */
public final class SlowLogFormat implements Format {

    private static final Pattern ID = Pattern.compile("^ *\\d{1,6}\\) 1\\) \\(integer\\) \\d{1,18}$");
    private static final Pattern NUMBERED = Pattern.compile("^ *(\\d{1,6}\\) )+(\\(integer\\)|\")");
    private static final Pattern NUMBER = Pattern.compile("^ *([23])\\) \\(integer\\) (\\d{1,18})$");
    private static final Pattern COMMAND = Pattern.compile("^ *4\\) 1\\) \"(.*)\"$");
    private static final Pattern ARGUMENT = Pattern.compile("^ *2\\) \"(.*)\"$");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final Pattern EPOCH = Pattern.compile("[12]\\d{9}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z.|_]{1,40}");

    private static final int KEY = 60;

    private static final Passage PASSAGE = Passage.of(
            line -> ID.matcher(line).matches(), line -> NUMBERED.matcher(line).find());

    @Override
    public String name() {
        return "slow-log";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        List<String> lines = Head.of(bytes).lines(4);
        if (lines.size() < 4) {
            return Sureness.NO;
        }
        boolean terminal = ID.matcher(lines.get(0)).matches()
                && NUMBER.matcher(lines.get(1)).matches()
                && NUMBER.matcher(lines.get(2)).matches();
        return terminal
                ? Sureness.INFO_OR_DOCUMENT
                : isPlain(lines.get(0), lines.get(1), lines.get(2), lines.get(3)) ? Sureness.WEAK_SIGNS : Sureness.NO;
    }

    private static boolean isPlain(String id, String epoch, String micros, String command) {
        return DIGITS.matcher(id).matches()
                && EPOCH.matcher(epoch).matches()
                && DIGITS.matcher(micros).matches()
                && WORD.matcher(command).matches();
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        new Reading(entry, sink).read();
    }

    private static final class Reading {

        private final Entry entry;
        private final Sink sink;
        private final Lines lines;

        /** The last lines, the newest at the end: an entry of the plain layout shows in five of them. */
        private final List<String> window = new ArrayList<>();

        private long epoch;
        private long micros;
        private String command = "";
        private long commandLine;
        private long seen;
        private long told;

        Reading(Entry entry, Sink sink) throws IOException {
            this.entry = entry;
            this.sink = sink;
            this.lines = new Lines(entry.stream());
        }

        void read() throws IOException {
            while (lines.next()) {
                String line = lines.text().stripTrailing();
                if (!command.isEmpty() && lines.number() > commandLine) {
                    Matcher argument = ARGUMENT.matcher(line);
                    give(argument.matches() ? argument.group(1) : plain(line));
                }
                terminal(line);
                window.add(line);
                if (window.size() > 4) {
                    window.remove(0);
                }
                if (window.size() == 4 && isPlain(window.get(0), window.get(1), window.get(2), window.get(3))) {
                    epoch = Long.parseLong(window.get(1));
                    micros = Long.parseLong(window.get(2));
                    see(line);
                }
            }
            give("");
            if (told == 0) {
                sink.rejected(new Rejected(
                        new Origin(entry.name(), 1, 0, Optional.empty()),
                        Phrase.of("input.found.commands", Phrase.count((double) seen)),
                        Phrase.of("input.expected.commands")));
            }
        }

        private void terminal(String line) {
            Matcher number = NUMBER.matcher(line);
            if (number.matches()) {
                long value = Long.parseLong(number.group(2));
                epoch = number.group(1).equals("2") ? value : epoch;
                micros = number.group(1).equals("3") ? value : micros;
                return;
            }
            Matcher word = COMMAND.matcher(line);
            if (word.matches()) {
                see(word.group(1));
            }
        }

        private void see(String word) {
            seen++;
            command = word.toUpperCase(Locale.ROOT);
            commandLine = lines.number();
        }

        /** In the plain layout the line after a command is its argument, or already the client's address. */
        private static String plain(String line) {
            return line.indexOf(')') >= 0 && line.indexOf('"') >= 0 ? "" : line.strip();
        }

        /** The command that was seen, now that its first argument is known. */
        private void give(String argument) {
            String said = command;
            command = "";
            boolean flush = said.equals("FLUSHALL") || said.equals("FLUSHDB");
            boolean deletion = said.equals("DEL") || said.equals("UNLINK");
            boolean scripts = said.equals("SCRIPT") && argument.equalsIgnoreCase("flush");
            boolean purge = said.equals("MEMORY") && argument.equalsIgnoreCase("purge");
            if (!flush && !deletion && !scripts && !purge) {
                return;
            }
            String key = argument.length() > KEY ? argument.substring(0, KEY) + "..." : argument;
            String text = flush ? said : said + " " + (deletion ? key : argument.toUpperCase(Locale.ROOT));
            Origin origin = new Origin(entry.name(), commandLine, -1, Optional.empty());
            sink.event(new Event(
                    flush || deletion ? Event.Kind.FLUSH : Event.Kind.COMMAND,
                    origin,
                    new Stamp(epoch * 1_000_000, TimeSource.STATED),
                    text,
                    Map.of(Amount.DURATION_SECONDS, micros / 1e6)));
            told++;
        }
    }
}
