/**
 * What level a series has, and by how much two levels differ, with intervals that hold where neighbouring samples resemble
 * each other. Knows nothing of trends: a series that moves has a wide interval.
 */
@NullMarked
package io.fragmortem.statistics.level;

import org.jspecify.annotations.NullMarked;
