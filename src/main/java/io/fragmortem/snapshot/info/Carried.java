package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Stamp;

/**
 * What the record around a line says of it.
 *
 * @param label who spoke, empty when the record does not say
 */
record Carried(Stamp stamp, String label) {

    static final Carried NOTHING = new Carried(Stamp.NONE, "");
}
