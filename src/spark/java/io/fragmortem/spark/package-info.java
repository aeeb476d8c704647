/**
 * The per-instance chain of {@code fleet} on Apache Spark: the only importer of Spark and Hadoop. Takes a plan, moves bytes
 * between machines; decides nothing.
 */
@NullMarked
package io.fragmortem.spark;

import org.jspecify.annotations.NullMarked;
