/**
 * What every other room of the statistics stands on: series over time, bins, blocks, ranks, spikes, lines, distributions and
 * caveats. Takes and gives arrays and small records; decides nothing.
 */
@NullMarked
package io.fragmortem.statistics.base;

import org.jspecify.annotations.NullMarked;
