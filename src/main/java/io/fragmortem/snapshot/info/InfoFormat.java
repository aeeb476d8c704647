package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Share;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Saved INFO text in every shape in which operators keep it: one dump or thousands with times between them, pasted,
 * logged, quoted, escaped or annotated. {@code new InfoFormat().read(entry, ReadOptions.defaults(), sink)} gives the
 * sink one sample per dump.
 */
public final class InfoFormat implements Format {

    /** Its name. */
    public static final String NAME = "info";

    private static final int MOST_LINES = 1000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sureness recognise(byte[] head, String name) {
        InfoReader reader = look(head, name);
        if (reader.samples() == 0 && reader.tangled() == 0) {
            return Sureness.NO;
        }
        if (reader.isClean()) {
            return Sureness.NOTHING_BUT_INFO;
        }
        return reader.share() >= 0.5
                ? Sureness.INFO_OR_DOCUMENT
                : reader.share() >= 0.1 ? Sureness.A_PART : Sureness.TRACES_OF_INFO;
    }

    /** Whether no dump, but answers of a server or tables stand between the words of a text. */
    public static boolean hasPassages(byte[] head, String name) {
        return look(head, name).passages() > 0;
    }

    /**
     * Whether headings name at least two servers, each directly above a passage of the format: {@code Log of the master:}. The
     * format by itself would take all of it for one.
     */
    public static boolean namesSeveral(Format format, byte[] head) {
        Optional<Passage> passage = format.passage();
        if (passage.isEmpty()) {
            return false;
        }
        Set<String> names = new HashSet<>();
        String name = "";
        for (String line : new Head(Head.of(head).readable()).lines(MOST_LINES)) {
            if (passage.get().opens().test(line, "")) {
                names.add(name);
                name = "";
            } else if (line.chars().anyMatch(Character::isLetterOrDigit) && !line.startsWith("```")) {
                Heading heading = Openers.heading(line);
                name = heading.label();
            }
        }
        names.remove("");
        return names.size() > 1;
    }

    private static InfoReader look(byte[] head, String name) {
        Entry entry = new Entry(name, OptionalLong.empty(), new ByteArrayInputStream(head));
        try {
            InfoReader.Purpose purpose =
                    head.length < Sniffer.HEAD ? InfoReader.Purpose.RECOGNISE : InfoReader.Purpose.RECOGNISE_CUT;
            InfoReader reader = new InfoReader(entry, ReadOptions.defaults(), finding -> {}, purpose, Optional.empty());
            reader.read();
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": reading bytes in memory failed", e);
        }
    }

    @Override
    public Share share() {
        return Share.PASSAGES;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        readText(entry, options, sink, Optional.empty());
    }

    /**
     * Reads a text in which several things may stand, dumps of INFO or not.
     *
     * @param lead the format that the head of the stream shows
     * @return whether dumps of INFO were in it
     */
    public static boolean readText(Entry entry, ReadOptions options, Sink sink, Optional<Format> lead)
            throws IOException {
        InfoReader reader = new InfoReader(entry, options, sink, InfoReader.Purpose.USE, lead);
        reader.read();
        return reader.samples() > 0 || reader.tangled() > 0;
    }
}
