/**
 * Takes paths, gives named byte streams with provenance: files, folders, stdin, compressed files, archives. Enforces
 * the limits that keep hostile input harmless. Never knows what the bytes mean.
 */
@NullMarked
package io.fragmortem.source;

import org.jspecify.annotations.NullMarked;
