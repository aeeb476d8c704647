package io.fragmortem.report.html;

import io.fragmortem.report.view.page.ComparePage;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.view.page.InstancePage;
import io.fragmortem.report.words.Wording;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Fills the templates with views: self-contained pages with a Content-Security-Policy of their own. */
public final class Pages {

    private final Wording wording;
    private final TemplateFolder templates;
    private final PageFrame.Assets assets;

    /**
     * @param templateFolder files in it replace the built-in templates of the same name
     */
    public Pages(Wording wording, Optional<Path> templateFolder) {
        this.wording = wording;
        this.templates = new TemplateFolder(templateFolder);
        String style = templates.text("page.css");
        String script = templates.text("page.js");
        this.assets = new PageFrame.Assets(style, script, ContentPolicy.of(style, script));
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

    /** What the pages share. */
    public PageFrame.Assets assets() {
        return assets;
    }

    private String fill(String template, Object page, String title, String json) {
        PageFrame frame = PageFrame.of(wording, title, assets, json);
        return templates.fill(template, Map.of("frame", frame, "page", page, "t", new TextHash(wording)));
    }
}
