/**
 * Noise that remembers: its models, how likely each is for given residuals, and what each does to the error of a slope, a mean or
 * a regressor. Takes residuals or columns on a regular grid, NaN = missing; gives likelihoods and inflations. Tests nothing.
 */
@NullMarked
package io.fragmortem.statistics.noise;

import org.jspecify.annotations.NullMarked;
