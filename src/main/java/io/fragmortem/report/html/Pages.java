package io.fragmortem.report.html;

import io.fragmortem.report.view.ComparePage;
import io.fragmortem.report.view.IndexPage;
import io.fragmortem.report.view.InstancePage;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Wording;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Fills the templates with views: self-contained pages with a Content-Security-Policy of their own. */
public final class Pages {

    private final Wording wording;
    private final TemplateFolder templates;
    private final String style;
    private final String script;
    private final String policy;

    /**
     * @param templateFolder files in it replace the built-in templates of the same name
     */
    public Pages(Wording wording, Optional<Path> templateFolder) {
        this.wording = wording;
        this.templates = new TemplateFolder(templateFolder);
        this.style = templates.text("page.css");
        this.script = templates.text("page.js");
        this.policy = ContentPolicy.of(style, script);
    }

    /** The page of one instance; the title stands on the tab, {@code json} is carried along for programs. */
    public String instance(InstancePage page, String title, String json) {
        return fill("instance.ftlh", page, title, json);
    }

    /** The page that lists several instances. */
    public String index(IndexPage page, String title) {
        return fill("index.ftlh", page, title, "{}");
    }

    /** The page that compares two inputs. */
    public String compare(ComparePage page, String title, String json) {
        return fill("compare.ftlh", page, title, json);
    }

    private String fill(String template, Object page, String title, String json) {
        // In a script element only < can end or change anything.
        String data = json.replace("<", "\\u003c");
        PageFrame frame = new PageFrame(
                wording.htmlLanguage(), title, policy, new Markup(style), new Markup(script), new Markup(data));
        return templates.fill(template, Map.of("frame", frame, "page", page, "t", new TextHash(wording)));
    }
}
