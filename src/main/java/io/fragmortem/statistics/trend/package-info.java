/**
 * Whether a series moves and how fast, by a test that knows how persistent noise may be, with the classical tests beside it. Takes
 * one regime or several; knows nothing of how they were found.
 */
@NullMarked
package io.fragmortem.statistics.trend;

import org.jspecify.annotations.NullMarked;
