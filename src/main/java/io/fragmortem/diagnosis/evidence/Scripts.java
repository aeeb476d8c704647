package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Field;

/** How the scripts that are cached now came to be, by the statistics of commands since the last start where these were saved. */
public enum Scripts {
    /** One by one, by SCRIPT LOAD. */
    LOADED,
    /** By running them with EVAL. */
    EVALUATED,
    /** The input does not tell. */
    UNTOLD;

    public static Scripts of(Case c) {
        double evaluated = c.timeline().last(Field.CMDSTAT_EVAL).orElse(0);
        if (loads(c) > evaluated) {
            return LOADED;
        }
        return evaluated > 0 ? EVALUATED : UNTOLD;
    }

    /** How often SCRIPT LOAD was called. */
    public static double loads(Case c) {
        return c.timeline().last(Field.CMDSTAT_SCRIPT_LOAD).orElse(0);
    }
}
