package io.fragmortem.report.html;

import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Wording;

/**
 * What every page has around its content; public, since templates see public records only.
 *
 * @param language of the page, as HTML names it
 * @param policy the Content-Security-Policy
 * @param json the result, for programs that read the page
 */
public record PageFrame(String language, String title, String policy, Markup style, Markup script, Markup json) {

    /**
     * The frame of a page in the words' language.
     *
     * @param result what the page carries along for programs
     */
    public static PageFrame of(Wording wording, String title, Assets assets, String result) {
        // In a script element only < can end or change anything.
        String data = result.replace("<", "\\u003c");
        return new PageFrame(
                wording.htmlLanguage(),
                title,
                assets.policy(),
                new Markup(assets.style()),
                new Markup(assets.script()),
                new Markup(data));
    }

    /** What all pages share, with the policy that lets it and nothing else run. */
    public record Assets(String style, String script, String policy) {}
}
