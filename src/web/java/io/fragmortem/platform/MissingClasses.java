package io.fragmortem.platform;

import java.util.Set;
import org.teavm.extension.spi.substitution.SubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Tells the compiler for browsers of the few classes that its class library lacks and that stand below this package. */
public final class MissingClasses implements SubstitutionPolicy {

    private static final Set<String> NAMES = Set.of(
            "java.io.CharConversionException",
            "java.util.concurrent.atomic.AtomicReferenceArray",
            "java.util.concurrent.locks.ReentrantLock");

    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(NAMES::contains).packagePrefix("io.fragmortem.platform.");
    }
}
