package io.fragmortem.report.words;

/**
 * Where a series of numbers comes from, and what of it could not be used.
 *
 * @param name of its column
 * @param rows of the table
 * @param withoutTime rows that were left out because their time cannot be read
 * @param sameTime rows that were left out because an earlier one has the same time
 */
public record SeriesSource(String name, SeriesAxis axis, int rows, int withoutTime, int sameTime) {}
