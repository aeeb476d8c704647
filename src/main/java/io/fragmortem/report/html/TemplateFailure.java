package io.fragmortem.report.html;

/** A template that cannot be filled; its message names the template and the line. */
public final class TemplateFailure extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public TemplateFailure(String message, Exception cause) {
        super(message, cause);
    }
}
