package io.fragmortem.cli.option;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.phrase.Names;
import io.fragmortem.phrase.NaturalOrder;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.csv.CellRows;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.source.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a user says of instances in a table, and what of that fits nothing of a run: a name that is mistyped would cost its sum in silence. */
final class LabelFile {

    private static final int MOST_NAMES = 3;
    private static final int LONGEST_NAME = 60;
    private static final String DELIMITERS = ",;\t|";

    private final String name;
    private final String first;
    private final List<String> columns;
    private final List<CellRows.Row> rows;
    private final Map<String, List<String>> values = new HashMap<>();

    private LabelFile(String name, CellRows.Row head, List<CellRows.Row> rows) {
        this.name = name;
        this.first = called(head);
        this.columns = head.cells().subList(1, head.cells().size());
        this.rows = rows;
        for (CellRows.Row row : rows) {
            if (!called(row).isEmpty()) {
                int cells = Math.min(row.cells().size(), head.cells().size());
                values.put(called(row), List.copyOf(row.cells().subList(1, cells)));
            }
        }
    }

    static LabelFile read(String file) {
        List<CellRows.Row> rows;
        try {
            byte[] bytes = Files.readAllBytes(CommonOptions.path(file));
            refuseWhatIsNoTable(file, bytes);
            rows = CellRows.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UsageError("cli.usage.unreadable", Phrase.name(file), Phrase.nested(Reason.of(e)));
        } catch (IllegalArgumentException e) {
            throw new UsageError("cli.usage.labels", Phrase.name(file));
        }
        if (rows.isEmpty() || rows.get(0).cells().size() < 2) {
            throw new UsageError("cli.usage.labels", Phrase.name(file));
        }
        return new LabelFile(file, rows.get(0), rows.subList(1, rows.size()));
    }

    /** Rows that go on in the next line would become rows of their own, and what is packed would become names. */
    private static void refuseWhatIsNoTable(String file, byte[] bytes) throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(bytes));
        for (long line = 1; lines.next(); line++) {
            String text = lines.text();
            if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\r')) {
                throw new UsageError(
                        "cli.usage.unreadable", Phrase.name(file), Phrase.nested(Phrase.of("input.labels.binary")));
            } else if (leavesQuoteOpen(text)) {
                throw new UsageError("cli.usage.labels_quote", Phrase.name(file), Phrase.name(Long.toString(line)));
            }
        }
    }

    /** Whether a cell that begins with a quote has no other one at its end. */
    private static boolean leavesQuoteOpen(String line) {
        boolean open = false;
        boolean begins = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean quote = c == '"';
            if (open && quote && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                i++; // a quote of the text
            } else if (quote && (open || begins)) {
                open = !open;
            }
            begins = !open && (DELIMITERS.indexOf(c) >= 0 || (begins && c == ' '));
        }
        return open;
    }

    Labels labels() {
        return new Labels(columns, values);
    }

    /** What of it cannot be used, each kind of trouble once, and how many instances it says nothing of. */
    List<Rejected> told(List<InstanceSummary> instances) {
        if (instances.stream().anyMatch(instance -> instance.name().equals(first))) {
            Phrase found = Phrase.of("input.labels.headless", Phrase.name(shown(first)));
            return List.of(rejected(1, found, Phrase.of("input.expected.label_header")));
        }
        if (rows.isEmpty()) {
            return List.of(rejected(1, Phrase.of("input.labels.header"), Phrase.of("input.expected.label_rows")));
        }
        List<String> here = instances.stream()
                .map(InstanceSummary::name)
                .sorted(NaturalOrder.OF_NAMES)
                .toList();
        List<Rejected> told = new ArrayList<>();
        names(new HashSet<>(here), here, told);
        int cells = columns.size() + 1;
        Phrase asHeader = Phrase.of("input.expected.cells", Phrase.count(cells));
        rows("input.labels.short", row -> row.cells().size() < cells, asHeader, told);
        rows("input.labels.long", row -> hasMore(row, cells), asHeader, told);
        Set<String> before = new HashSet<>();
        rows(
                "input.labels.again",
                row -> !called(row).isEmpty() && !before.add(called(row)),
                Phrase.of("input.expected.label_once"),
                told);
        rows("input.labels.nameless", row -> called(row).isEmpty(), Phrase.of("input.expected.label_name"), told);
        return told;
    }

    private void names(Set<String> names, List<String> here, List<Rejected> told) {
        List<CellRows.Row> named =
                rows.stream().filter(row -> !called(row).isEmpty()).toList();
        boolean mistaken =
                !here.isEmpty() && !named.isEmpty() && named.stream().noneMatch(row -> names.contains(called(row)));
        rows(
                mistaken ? "input.labels.none" : "input.labels.unknown",
                row -> !called(row).isEmpty() && !names.contains(called(row)),
                Phrase.of("input.expected.label_names", Phrase.nested(some(here))),
                told);
        List<String> without = here.stream()
                .filter(instance ->
                        values.getOrDefault(instance, List.of()).stream().allMatch(String::isEmpty))
                .map(LabelFile::shown)
                .toList();
        if (!without.isEmpty() && !mistaken) {
            told.add(rejected(
                    0,
                    Phrase.of(
                            "input.labels.without",
                            Phrase.count(without.size()),
                            Phrase.count(here.size()),
                            Phrase.nested(Names.some(without, MOST_NAMES))),
                    Phrase.of("input.expected.label_rows")));
        }
    }

    /** Tells of all rows that have this trouble together, at the first of them. */
    private void rows(String key, Predicate<CellRows.Row> wrong, Phrase expected, List<Rejected> told) {
        List<CellRows.Row> found = rows.stream().filter(wrong).toList();
        if (!found.isEmpty()) {
            List<String> named = found.stream()
                    .map(row -> (called(row).isEmpty() ? "" : shown(called(row)) + ":") + row.line())
                    .toList();
            told.add(rejected(
                    found.get(0).line(),
                    Phrase.of(key, Phrase.count(found.size()), Phrase.nested(Names.some(named, MOST_NAMES))),
                    expected));
        }
    }

    /** The first few of many names. */
    static Phrase some(List<String> names) {
        return Names.some(names.stream().map(LabelFile::shown).toList(), MOST_NAMES);
    }

    private Rejected rejected(long line, Phrase found, Phrase expected) {
        return new Rejected(new Origin(name, line, -1, Optional.empty()), found, expected);
    }

    /** Sheets fill rows up with empty cells. */
    private static boolean hasMore(CellRows.Row row, int cells) {
        return row.cells().size() > cells
                && row.cells().subList(cells, row.cells().size()).stream().anyMatch(cell -> !cell.isEmpty());
    }

    private static String called(CellRows.Row row) {
        return row.cells().get(0);
    }

    private static String shown(String instance) {
        return Untrusted.cut(instance, LONGEST_NAME);
    }
}
