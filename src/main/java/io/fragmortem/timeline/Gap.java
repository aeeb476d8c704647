package io.fragmortem.timeline;

/**
 * A stretch without samples, longer than the cadence explains. Never bridged.
 *
 * @param fromMicros time of the last sample before it
 * @param toMicros time of the first sample after it
 * @param missing samples that the cadence would have put there
 */
public record Gap(long fromMicros, long toMicros, long missing) {}
