package io.fragmortem.fleet.engine;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.story.Note;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.source.Limits;
import io.fragmortem.source.Source;
import io.fragmortem.source.Sources;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import java.io.InputStream;
import java.util.List;

/**
 * What is to be read and how it is to be analysed, before anything is read.
 *
 * @param sources files and archives in the order of the input
 * @param stdin what {@code -} stands for
 * @param reading how to read them
 * @param names whose words they are
 * @param window the time that counts
 * @param policy thresholds and rules
 * @param notes what the user knows
 * @param threads how many instances are worked on at a time; the result does not depend on it
 * @param journal what an earlier run of the same plan has finished, and where this one notes what it does
 */
public record Plan(
        List<Source> sources,
        InputStream stdin,
        ReadOptions reading,
        InstanceNames names,
        Window window,
        Policy policy,
        List<Note> notes,
        int threads,
        Journal journal) {

    /** The plan for these inputs. */
    public static Plan ofInputs(
            List<String> inputs,
            InputStream stdin,
            ReadOptions reading,
            InstanceNames names,
            Window window,
            Policy policy,
            int threads) {
        return of(Sources.list(inputs, Limits.defaults()), stdin, reading, names, window, policy, threads);
    }

    /** The plan for these sources. */
    public static Plan of(
            List<Source> sources,
            InputStream stdin,
            ReadOptions reading,
            InstanceNames names,
            Window window,
            Policy policy,
            int threads) {
        return new Plan(sources, stdin, reading, names, window, policy, List.of(), threads, Journal.NONE);
    }

    /** The same for another time. */
    Plan within(Window other) {
        return new Plan(sources, stdin, reading, names, other, policy, notes, threads, Journal.NONE);
    }

    /** The same with what the user knows. */
    public Plan with(List<Note> known) {
        return new Plan(sources, stdin, reading, names, window, policy, known, threads, journal);
    }

    /** The same with a journal. */
    public Plan with(Journal kept) {
        return new Plan(sources, stdin, reading, names, window, policy, notes, threads, kept);
    }

    /** Stored bytes of all files. */
    public long bytes() {
        return sources.stream().mapToLong(Source::bytes).sum();
    }
}
