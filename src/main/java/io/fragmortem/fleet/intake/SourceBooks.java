package io.fragmortem.fleet.intake;

import io.fragmortem.snapshot.Rejected;
import io.fragmortem.source.Problem;
import java.util.List;

/**
 * The books of one source, fit to be kept in a journal and to travel between machines.
 *
 * @param rejectedTotal regions that could not be used, of which the first are in the list
 */
public record SourceBooks(
        List<ReadInput> inputs,
        List<Problem> problems,
        List<Defect> defects,
        List<Rejected> rejected,
        long rejectedTotal) {

    public static SourceBooks of(Ingest books, Rejects rejects) {
        return new SourceBooks(books.inputs(), books.problems(), books.defects(), rejects.kept(), rejects.total());
    }

    /** Adds them behind those of the sources before. */
    public void addTo(Ingest books, Rejects rejects) {
        books.add(new Ingest(inputs, problems, defects));
        rejects.add(rejected, rejectedTotal);
    }
}
