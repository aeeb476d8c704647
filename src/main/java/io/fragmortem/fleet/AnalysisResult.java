package io.fragmortem.fleet;

import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.intake.ReadInput;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.source.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 * @param defects faults of ours that cost a part of the input
 */
public record AnalysisResult(
        String toolVersion,
        List<String> commandLine,
        List<ReadInput> inputs,
        List<InstanceSummary> instances,
        List<Rejected> rejected,
        long rejectedTotal,
        List<Problem> problems,
        List<Defect> defects) {

    /** The same with what could not be used of files that only say something of the run: they come first. */
    public AnalysisResult with(List<Rejected> beside) {
        List<Rejected> all = Stream.concat(beside.stream(), rejected.stream()).toList();
        long total = rejectedTotal + beside.size();
        return new AnalysisResult(toolVersion, commandLine, inputs, instances, all, total, problems, defects);
    }

    /**
     * The same without the instances whose pages could not be made.
     *
     * @param lost their places in the list
     */
    public AnalysisResult without(Set<Integer> lost, List<Defect> more) {
        List<InstanceSummary> left = IntStream.range(0, instances.size())
                .filter(rank -> !lost.contains(rank))
                .mapToObj(instances::get)
                .toList();
        List<Defect> all = Stream.concat(defects.stream(), more.stream()).toList();
        return new AnalysisResult(toolVersion, commandLine, inputs, left, rejected, rejectedTotal, problems, all);
    }
}
