package io.fragmortem.report.html;

import io.fragmortem.report.words.Markup;

/**
 * What every page has around its content; public, since templates see public records only.
 *
 * @param language of the page, as HTML names it
 * @param policy the Content-Security-Policy
 * @param json the result, for programs that read the page
 */
public record PageFrame(String language, String title, String policy, Markup style, Markup script, Markup json) {}
