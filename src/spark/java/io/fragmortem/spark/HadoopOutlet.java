package io.fragmortem.spark;

import io.fragmortem.fleet.engine.RecordCodec;
import io.fragmortem.report.InstanceFiles;
import io.fragmortem.report.Outlet;
import io.fragmortem.report.Receipt;
import io.fragmortem.report.WriteFailure;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A report in a folder that all machines reach. Executors write the pages of instances and the results, the driver what is of
 * the whole fleet; all of it grows in a hidden folder beside its place. Whole folders are moved where nothing is in the way,
 * so that a million pages are published at once.
 */
final class HadoopOutlet implements Outlet {

    private static final String UNFINISHED = ".fragmortem-unfinished-";

    /** Does the writing of each partition with this task. */
    interface Machines {
        List<byte[]> write(byte[] order, String unfinished);
    }

    private final String name;
    private final Place place;
    private final Place unfinished;
    private final Machines machines;
    private final List<String> written = new ArrayList<>();
    private final PartReader parts;
    private boolean lines;

    private HadoopOutlet(String name, Place place, Place unfinished, Machines machines) {
        this.name = name;
        this.place = place;
        this.unfinished = unfinished;
        this.machines = machines;
        this.parts = new PartReader(unfinished.in(PageTask.RESULTS));
    }

    /**
     * Begins a report in this folder.
     *
     * @param run a name that no other run has
     */
    static HadoopOutlet in(String name, Job job, String run, Machines machines) {
        try {
            Place place = Place.of(name, job.hadoop());
            Place unfinished = place.in(UNFINISHED + run);
            unfinished.make();
            unfinished.deleteAtTheEnd();
            for (String folder : List.of(PageTask.ATTEMPTS, PageTask.PAGES, PageTask.RESULTS)) {
                unfinished.in(folder).make();
            }
            return new HadoopOutlet(name, place, unfinished, machines);
        } catch (IOException e) {
            throw new WriteFailure(name, e);
        }
    }

    @Override
    public void instances(InstanceFiles files, Consumer<Receipt> told) {
        List<byte[]> all;
        try {
            all = machines.write(RecordCodec.write(files.order()), unfinished.toString());
        } catch (RuntimeException e) {
            throw Failures.ofWriting(name, e);
        }
        for (byte[] bytes : all) {
            PageTask.Receipts receipts = (PageTask.Receipts) RecordCodec.read(bytes);
            receipts.all().forEach(told);
            parts.add(receipts);
        }
        check();
    }

    /** Machines that do not share the folder write each into its own, and nobody would miss the pages. */
    private void check() {
        try {
            Set<String> here = new HashSet<>(unfinished.in(PageTask.RESULTS).names());
            for (String part : parts.names()) {
                if (!here.contains(part)) {
                    throw new IOException(part + " was written where this machine does not see it");
                }
            }
        } catch (IOException e) {
            throw new WriteFailure(name, e);
        }
    }

    @Override
    public Iterable<String> results() {
        return parts;
    }

    @Override
    public void lines() {
        lines = true;
    }

    @Override
    public void write(String file, Consumer<Writer> content) {
        try {
            unfinished.write(file, content);
            written.add(file);
        } catch (IOException e) {
            throw new WriteFailure(name + "/" + file, e);
        }
    }

    @Override
    public void publish(List<String> pages) {
        try {
            Earlier earlier = Earlier.in(place);
            publish(PageTask.PAGES, !pages.isEmpty());
            publish(PageTask.RESULTS, lines);
            for (String file : written) {
                unfinished.move(file, place, file);
            }
            earlier.deleteAllBut(pages, lines ? parts.names() : List.of(), written);
        } catch (IOException e) {
            throw new WriteFailure(name, e);
        }
    }

    private void publish(String folder, boolean wanted) throws IOException {
        if (!wanted) {
            return;
        }
        if (!place.has(folder)) {
            unfinished.move(folder, place, folder);
            return;
        }
        for (String file : unfinished.in(folder).names()) {
            unfinished.in(folder).move(file, place.in(folder), file);
        }
    }

    @Override
    public void close() {
        try {
            unfinished.delete();
        } catch (IOException e) {
            // what is left is hidden, and goes with the process
        }
    }
}
