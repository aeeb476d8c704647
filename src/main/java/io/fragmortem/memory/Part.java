package io.fragmortem.memory;

/** A part of a whole of bytes, as results name it: a {@link Component}, or what another room splits off. */
public interface Part {

    /** The stable name. */
    String jsonName();
}
