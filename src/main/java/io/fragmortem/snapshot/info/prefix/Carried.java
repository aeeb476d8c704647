package io.fragmortem.snapshot.info.prefix;

import io.fragmortem.snapshot.Stamp;

/**
 * What the record around a line says of it.
 *
 * @param label who spoke, empty when the record does not say
 */
public record Carried(Stamp stamp, String label) {

    public static final Carried NOTHING = new Carried(Stamp.NONE, "");
}
