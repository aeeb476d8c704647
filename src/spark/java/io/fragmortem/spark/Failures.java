package io.fragmortem.spark;

import io.fragmortem.report.WriteFailure;
import io.fragmortem.report.html.TemplateFailure;
import java.io.IOException;

/** What ended a job, as the user would have been told of it on one machine. */
final class Failures {

    private Failures() {}

    /** A job that wrote to this place. */
    static RuntimeException ofWriting(String name, RuntimeException thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof TemplateFailure template) {
                return template;
            }
            if (e instanceof IOException refused) {
                return new WriteFailure(name, refused);
            }
        }
        return thrown;
    }
}
