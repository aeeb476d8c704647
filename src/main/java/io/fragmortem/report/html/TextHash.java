package io.fragmortem.report.html;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import io.fragmortem.report.words.Wording;

/** The messages for templates: {@code ${t["page.do"]}}; a missing key shows itself. */
final class TextHash implements TemplateHashModel {

    private final Wording wording;

    TextHash(Wording wording) {
        this.wording = wording;
    }

    @Override
    public TemplateModel get(String key) {
        return new SimpleScalar(wording.text(key));
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
