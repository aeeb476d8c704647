/**
 * What any room says to people: a key of the message bundles and typed quantities. The report words it in a language and a
 * zone; no other room holds sentences. Every room may use it, it uses none.
 */
@NullMarked
package io.fragmortem.phrase;

import org.jspecify.annotations.NullMarked;
