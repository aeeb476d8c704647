/**
 * Takes results, gives the documented schema: ISO-8601 in UTC, whole bytes, null for what is not known. Never rounds for people.
 */
@NullMarked
package io.fragmortem.report.json;

import org.jspecify.annotations.NullMarked;
