package io.fragmortem.report;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.view.TimelineViews;
import io.fragmortem.report.words.Wording;

/** What the page of an instance carries along for programs. */
public final class PageJson {

    /** From this size on only the rows of the timeline that the page shows. */
    private static final int LARGE = 300_000;

    private PageJson() {}

    /** The result as JSON. */
    public static String of(InstanceResult result, Wording wording) {
        return of(new JsonReport(wording).instance(result), result, wording);
    }

    /**
     * The same of a result whose JSON is made already.
     *
     * @param json all of it
     */
    static String of(String json, InstanceResult result, Wording wording) {
        return json.length() > LARGE ? new JsonReport(wording).instance(result, TimelineViews.MOST_ROWS) : json;
    }
}
