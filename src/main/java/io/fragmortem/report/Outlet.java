package io.fragmortem.report;

import java.io.Writer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a report goes. It appears all at once: until {@link #publish} nothing is seen of it, and what was there before stays.
 * Whatever the system refuses is a {@link WriteFailure}.
 */
public interface Outlet extends AutoCloseable {

    /** Has the files of each instance made and kept; the receipts come in any order and from several threads. */
    void instances(InstanceFiles files, Consumer<Receipt> told);

    /** The results of the instances as JSON, in the order of their ranks; may be gone through more than once. */
    Iterable<String> results();

    /** Puts the results into the report one per line, in as many files as there are machines that made them. */
    void lines();

    /** Writes one file of the report under its name. */
    void write(String name, Consumer<Writer> content);

    /**
     * Puts everything into its place.
     *
     * @param pages of instances that belong to the report; other pages that an earlier run left go
     */
    void publish(List<String> pages);

    /** Takes away what is unfinished. */
    @Override
    void close();
}
