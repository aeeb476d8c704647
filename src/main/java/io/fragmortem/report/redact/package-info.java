/**
 * Takes a result and gives the same with pseudonyms for all that identifies somebody: hosts, addresses, ports, paths, names
 * of keys, users and clients, run ids. It stands at the report's door, so that no writer has to think of it. It decides by
 * what it knows to be harmless, never by what it knows to be secret alone.
 */
@NullMarked
package io.fragmortem.report.redact;

import org.jspecify.annotations.NullMarked;
