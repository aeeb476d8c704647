package io.fragmortem.snapshot;

/** A field that nobody here knows: kept by name, never fatal. */
public record UnknownField(Origin origin, String name) implements Finding {

    @Override
    public UnknownField from(Origin place) {
        return new UnknownField(place, name);
    }
}
