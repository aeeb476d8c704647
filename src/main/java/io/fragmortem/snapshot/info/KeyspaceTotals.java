package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.info.line.NumberText;

/** Keys and expiring keys over the databases of one dump: a line {@code keys=1,expires=0,avg_ttl=0} for each that has any. */
final class KeyspaceTotals {

    private static final String KEYS = "keys=";
    private static final String EXPIRES = "expires=";

    private double keys;
    private double expires;
    private int databases;

    /** Adds one database; false where the value is none. */
    boolean add(String value) {
        if (!value.contains(KEYS)) {
            return false;
        }
        keys += count(value, KEYS);
        expires += count(value, EXPIRES);
        databases++;
        return true;
    }

    private static double count(String value, String name) {
        int at = value.indexOf(name);
        NumberText.Reading count = at < 0 ? null : NumberText.read(value, at + name.length(), Unit.RATIO);
        return count == null ? 0 : count.value();
    }

    boolean any() {
        return databases > 0;
    }

    void tell(SampleBuilder sample) {
        sample.set(Field.KEYSPACE_KEYS, keys);
        sample.set(Field.KEYSPACE_EXPIRES, expires);
        sample.set(Field.KEYSPACE_DATABASES, databases);
    }
}
