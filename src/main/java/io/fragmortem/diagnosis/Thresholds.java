package io.fragmortem.diagnosis;

/**
 * Every number that a rule decides on, named, with its origin in the comment of its component.
 *
 * @param floorBytes below this no layer is ever worth a word: MEMORY DOCTOR's own floor (10 MiB)
 * @param significantBytes a layer must hold this much to be a suspect: expert statements call gaps of "a few MB" and
 *     "tens of MB" no problem (redis/redis#8463, #7422)
 * @param significantShare and this share of RSS or used memory at that moment: above the 10 % from which active defrag
 *     starts by default, so that normal slack of a healthy instance stays below
 * @param smallInstanceBytes up to this used memory with a gap below {@code significantBytes} ratios mean nothing
 * @param decaySeconds an episode must outlast jemalloc's decay (10 s dirty, up to 10 s muzzy before Redis 7) to count
 * @param collapsedShare used memory below this share of its peak: the dataset is gone
 * @param notResidentShare from this share on only swapping explains missing pages of a dataset
 * @param headroomShare RSS above this share of a hard limit leaves no room for fork and buffers
 * @param criticalShare RSS above this share of a hard limit is an emergency
 * @param atMaxmemoryShare used memory above this share of maxmemory counts as being at the limit
 * @param longOutputList client_longest_output_list from which a reader does not drain: each entry is one reply chunk
 * @param keyspaceShare share of used memory in hash tables above which the structure is the story
 * @param outsideBaseBytes program, libraries and stacks of a plain server
 * @param beyondPeakFactor RSS above this many times the peak of used memory cannot be kept or fragmented heap
 * @param growthShare growth over the window, as share of what was there, that counts as growth
 */
public record Thresholds(
        double floorBytes,
        double significantBytes,
        double significantShare,
        double smallInstanceBytes,
        double decaySeconds,
        double collapsedShare,
        double notResidentShare,
        double headroomShare,
        double criticalShare,
        double atMaxmemoryShare,
        double longOutputList,
        double keyspaceShare,
        double outsideBaseBytes,
        double beyondPeakFactor,
        double growthShare) {

    private static final double MIB = 1 << 20;

    /** The defaults. */
    public static Thresholds defaults() {
        return new Thresholds(
                10 * MIB, 32 * MIB, 0.15, 64 * MIB, 30, 0.05, 0.20, 0.85, 0.95, 0.95, 100_000, 0.40, 16 * MIB, 4, 0.10);
    }
}
