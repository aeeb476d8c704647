package io.fragmortem.cli;

import io.fragmortem.cli.process.Messages;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.redact.Leftovers;
import io.fragmortem.snapshot.text.Utf8;
import io.fragmortem.source.Entry;
import io.fragmortem.source.Problem;
import io.fragmortem.source.Visitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks for leftovers in every stream that it is shown, and prints them; what is no text is named, for it was not looked into. */
final class LeftoverSearch implements Visitor {

    /** Lines are taken in parts from here on: the data of a page stand in one. */
    private static final int LONG = 1 << 16;

    private static final int LONGEST = 1 << 20;

    private final Leftovers leftovers;
    private final PrintStream out;
    private final Consumer<Problem> told;
    private long found;
    private long texts;
    private long unread;

    LeftoverSearch(Leftovers leftovers, PrintStream out, Consumer<Problem> told) {
        this.leftovers = leftovers;
        this.out = out;
        this.told = told;
    }

    /** Looks into the part of a file's name that is shared with it. */
    void name(String whole, String shared) {
        leftovers.in(Messages.safe(shared)).forEach(left -> print(whole + ": " + left.text()));
    }

    @Override
    public void entry(Entry entry) throws IOException {
        int member = entry.name().indexOf('!');
        if (member >= 0) {
            name(entry.name(), entry.name().substring(member + 1));
        }
        Optional<List<Leftovers.Leftover>> here = in(entry);
        if (here.isEmpty()) {
            problem(new Problem(entry.name(), Phrase.of("input.found.binary")));
            return;
        }
        texts++;
        here.get().forEach(left -> print(entry.name() + ":" + left.line() + ": " + left.text()));
    }

    /** Empty for what is no text: what looks like a path in there is noise. */
    private Optional<List<Leftovers.Leftover>> in(Entry entry) throws IOException {
        List<Leftovers.Leftover> here = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(Utf8.of(entry.stream()), StandardCharsets.UTF_8));
        int number = 1;
        for (String piece = piece(lines); !piece.isEmpty(); piece = piece(lines)) {
            if (piece.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            int at = number;
            leftovers.in(piece.strip()).forEach(left -> here.add(new Leftovers.Leftover(at, left.text())));
            number += piece.endsWith("\n") ? 1 : 0;
        }
        return Optional.of(here);
    }

    /** A line with its end, or a part of a long one that ends between two words; empty at the end. */
    private static String piece(BufferedReader lines) throws IOException {
        StringBuilder piece = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            piece.append((char) c);
            boolean between = Character.isWhitespace(c) || c == '"' || c == ',';
            if (c == '\n' || (piece.length() >= LONG && between) || piece.length() >= LONGEST) {
                break;
            }
        }
        return piece.toString();
    }

    @Override
    public void problem(Problem problem) {
        unread++;
        told.accept(new Problem(
                problem.name(), Phrase.of("cli.leftovers.unread", Phrase.nested(problem.reason()))));
    }

    private void print(String text) {
        out.println(Messages.safe(text));
        found++;
    }

    long found() {
        return found;
    }

    /** Streams that were looked into. */
    long texts() {
        return texts;
    }

    /** What was not, or not to its end. */
    long unread() {
        return unread;
    }
}
