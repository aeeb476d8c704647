package io.fragmortem.fleet;

import io.fragmortem.snapshot.Rejected;
import io.fragmortem.source.Problem;
import java.util.List;

/**
 * The result of one run of the tool.
 *
 * @param toolVersion of Fragmortem
 * @param commandLine as typed, without the program
 * @param inputs what was read, in order
 * @param instances worst first
 * @param rejected regions of the input that could not be used, at most 1,000
 * @param rejectedTotal how many there were
 * @param problems streams that could not be read
 */
public record AnalysisResult(
        String toolVersion,
        List<String> commandLine,
        List<Input> inputs,
        List<InstanceResult> instances,
        List<Rejected> rejected,
        long rejectedTotal,
        List<Problem> problems) {

    /**
     * One stream that was read.
     *
     * @param name of the stream
     * @param format short name of its format, empty when nothing recognised it
     * @param bytes read (decompressed)
     * @param sha256 of these bytes, lower-case hex
     * @param samples it gave
     * @param events it gave
     * @param exhibits it gave
     * @param rejected regions of it that could not be used
     */
    public record Input(
            String name,
            String format,
            long bytes,
            String sha256,
            long samples,
            long events,
            long exhibits,
            long rejected) {}
}
