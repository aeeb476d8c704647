package io.fragmortem.report.view.page;

import io.fragmortem.report.words.Markup;

/**
 * Everything that {@code instance.ftlh} shows, as ready strings: templates hold markup only. An absent text is empty, an
 * absent part an empty list.
 *
 * @param definitions patterns that the drawings share
 * @param answer what a reader sees first: how bad, since when, why, what to do, how sure
 * @param evidence what supports it
 * @param basis what it rests on, and what people add
 */
public record InstancePage(Markup definitions, Answer answer, Evidence evidence, Basis basis) {}
