package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.heading.Headings;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Prompt;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.info.prefix.LineText;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.Text;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts titles of sections and single fields into the dump of their speaker, and begins another dump where one must be. */
final class FieldLines {

    private static final int REMEMBERED_NAMES = 10_000;

    /** Shorter numbers behind a colon are figures, even behind the name of a host. */
    private static final int FEWEST_DIGITS_OF_A_PORT = 4;

    private final Sink sink;
    private final OpenDumps dumps;
    private final Surroundings around;
    private final CurrentLine here;
    private final Set<String> unknownNames = new HashSet<>();

    /** Whom the last line of a dump named, and its number. */
    private String named = "";

    private long namedAt;

    FieldLines(Sink sink, OpenDumps dumps, CurrentLine here) {
        this.sink = sink;
        this.dumps = dumps;
        this.around = dumps.around();
        this.here = here;
    }

    /** A title of a section, below such a question. */
    void section(int section, LineText line, Prompt asked) {
        goOn(line, "");
        Dump dump = dumps.of(around.speakerOf(line));
        // "2026-11-22T08:52:18Z","# Memory: a row with a time of its own
        boolean dated = line.stamp().known() && dump != null && (dump.sections() >> section & 1) != 0;
        boolean completed = !dated && asked.isInfo() && dump != null && asked.completes(dump.sections());
        if (dump != null && dump.restartsAt(section) && !completed) {
            dumps.close(dump.label());
            dump = null;
        }
        if (dump == null) {
            dump = dumps.begin(line, here.number(), here.offset());
        }
        dump.section(section);
        dump.seenAt(here.number());
    }

    /** A field with its value; false when it turns out to be words. */
    boolean field(FieldText.Pair pair, LineText line, String raw) {
        goOn(line, pair.name());
        Dump dump = dumps.of(around.speakerOf(line));
        boolean clean = isClean(raw, pair.name().length()) && raw.startsWith(pair.name());
        if (!pair.target().known()) {
            return clean && unknown(pair, dump);
        }
        if (dump != null && (dump.tangled() || dump.hasName(pair.name()))) {
            if (clean && dump.isMixedBy(pair, here.number())) {
                dump.tangle(pair.name());
                dump.seenAt(here.number());
                return true;
            }
            dumps.close(dump.label());
            dump = null;
        }
        if (dump == null) {
            dump = dumps.begin(line, here.number(), here.offset());
        }
        if (clean) {
            dump.wellWritten();
        }
        dump.seenAt(here.number());
        Dump.Outcome outcome = dump.take(pair, here.end());
        tell(outcome, pair);
        return outcome != Dump.Outcome.NO_READING;
    }

    /** {@code cache-1 used_memory:1} above {@code used_memory_rss:2}: of one answer only the first line may bear the name. */
    private void goOn(LineText line, String name) {
        boolean next = !named.isEmpty() && here.number() == namedAt + 1;
        boolean open = dumps.of(around.speaker()) != null;
        if (line.label().isEmpty()
                && next
                && !open
                && !name.isEmpty()
                && !line.stamp().known()) {
            Dump dump = dumps.of(named);
            line.label(dump == null || dump.hasName(name) ? "" : named);
        }
        if (!line.label().isEmpty()) {
            named = line.label();
            namedAt = here.number();
        }
    }

    /** Whether a colon stands at the end of the name and no blank behind it. */
    private static boolean isClean(String raw, int nameEnd) {
        return raw.length() > nameEnd && raw.charAt(nameEnd) == ':' && !raw.startsWith(" ", nameEnd + 1);
    }

    /** Tells of a value at this line that could not be read. */
    void tell(Dump.Outcome outcome, FieldText.Pair pair) {
        switch (outcome) {
            case CUT -> cutNumber(pair);
            case BROKEN ->
                sink.rejected(Unread.number(here.origin(around.speaker()), pair.name() + ":" + pair.value()));
            case TAKEN, NO_READING -> {}
        }
    }

    /** {@code cache-2:}, or {@code redis_queue:} where the next line begins anew, is no field. */
    private boolean isHeading(String name, Dump dump) {
        return !FieldText.mayBeEmpty(name)
                || dump.hasName(FieldText.knownName(here.next().get().strip()));
    }

    private boolean unknown(FieldText.Pair pair, @Nullable Dump dump) {
        if (dump == null || (pair.value().isBlank() && isHeading(pair.name(), dump)) || isAddress(pair, dump)) {
            return false;
        }
        dump.take(pair, here.end());
        dump.seenAt(here.number());
        unknown(pair.name(), here.number());
        return true;
    }

    /** {@code cache-2:6379} above what begins another dump: a server with its port, and no field of this one. */
    private boolean isAddress(FieldText.Pair pair, Dump dump) {
        String address = pair.name() + ":" + pair.value();
        boolean port = pair.value().length() >= FEWEST_DIGITS_OF_A_PORT && Address.isPort(pair.value(), 0);
        if (!port || Headings.of(address).kind() == Heading.Kind.NONE) {
            return false;
        }
        String next = here.next().get().strip();
        int section = Math.max(Sections.titled(next), Sections.indexOf(next));
        boolean first = section == Sections.SERVER || section == Sections.MEMORY;
        boolean again = section >= 0 && (dump.sections() >> section & 1) != 0;
        return again
                || (first && dump.hasName(Field.USED_MEMORY.infoName()))
                || dump.hasName(FieldText.knownName(next));
    }

    /** A name that no version of the servers has is told once. */
    void unknown(String name, long line) {
        if (unknownNames.size() < REMEMBERED_NAMES && unknownNames.add(name)) {
            sink.unknownField(here.originOf(line), name);
        }
    }

    private void cutNumber(FieldText.Pair pair) {
        Phrase found = Phrase.of("input.found.cut_number", Phrase.name(Text.shown(pair.name() + ":" + pair.value())));
        sink.rejected(new Rejected(here.origin(around.speaker()), found, Phrase.of("input.expected.line_end")));
    }
}
