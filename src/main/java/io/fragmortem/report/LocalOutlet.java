package io.fragmortem.report;

import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.timeline.instance.Store;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A report in a folder of this machine. */
final class LocalOutlet implements Outlet {

    private static final String PAGES = "instances";
    private static final String LINES = "result.jsonl";

    private final Fleet.Finished finished;
    private final EarlierPages earlier;
    private final Staging files;
    private final SortedMap<Integer, Store.Kept<Phrase.Name>> json = new TreeMap<>();

    private LocalOutlet(Fleet.Finished finished, EarlierPages earlier, Staging files) {
        this.finished = finished;
        this.earlier = earlier;
        this.files = files;
    }

    /** Begins a report that is this page; what else lies beside it is none of its business. */
    static LocalOutlet beside(Path page, Fleet.Finished finished) {
        return new LocalOutlet(finished, EarlierPages.NONE, Staging.in(ReportFolder.parent(page)));
    }

    /** Begins a report in this folder. */
    static LocalOutlet in(Path folder, Fleet.Finished finished) {
        return new LocalOutlet(finished, EarlierPages.in(folder, PAGES), Staging.in(folder));
    }

    @Override
    public void instances(InstanceFiles made, Consumer<Receipt> told) {
        finished.forEach((rank, result) -> {
            InstanceFiles.Made one = made.make(rank, result);
            if (one.receipt().lost().isEmpty()) {
                if (!one.receipt().href().isEmpty()) {
                    files.write(one.receipt().href(), one.page());
                }
                keep(
                        rank,
                        finished.store()
                                .keep(
                                        new Phrase.Name(one.json()),
                                        2L * one.json().length()));
            }
            told.accept(one.receipt());
        });
    }

    private synchronized void keep(int rank, Store.Kept<Phrase.Name> object) {
        json.put(rank, object);
    }

    @Override
    public Iterable<String> results() {
        return () -> json.values().stream().map(kept -> kept.get().text()).iterator();
    }

    @Override
    public void lines() {
        files.write(LINES, lines -> JsonReport.lines(results(), lines));
    }

    @Override
    public void write(String name, Consumer<Writer> content) {
        files.write(name, content);
    }

    @Override
    public void publish(List<String> pages) {
        files.publish();
        earlier.deleteAllBut(pages);
    }

    @Override
    public void close() {
        files.close();
    }
}
