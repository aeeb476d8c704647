/**
 * Takes tables: CSV, TSV and their Excel, Grafana and Influx kin, wide or long, in any delimiter, unit and time format
 * that the table shows; gives samples. univocity stands behind one class.
 */
@NullMarked
package io.fragmortem.snapshot.csv;

import org.jspecify.annotations.NullMarked;
