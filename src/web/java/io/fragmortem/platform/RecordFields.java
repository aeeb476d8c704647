package io.fragmortem.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.teavm.extension.introspect.IntrospectClass;
import org.teavm.extension.introspect.IntrospectMember;
import org.teavm.extension.introspect.IntrospectMethod;
import org.teavm.extension.spi.reflection.ReflectionPolicy;

/** Tells the compiler for browsers to keep fields and constructors of the records of results, which redaction looks through. */
public final class RecordFields implements ReflectionPolicy {

    private static final String OURS = "io.fragmortem.";

    /** Its records hold what was redacted before. */
    private static final List<String> LATER = List.of(OURS + "report.", OURS + "web.");

    @Override
    public Collection<IntrospectMember> classAccessibleMembers(IntrospectClass<?> type) {
        List<IntrospectMember> members = new ArrayList<>();
        if (type.isRecord() && type.name().startsWith(OURS) && LATER.stream().noneMatch(type.name()::startsWith)) {
            members.addAll(type.declaredFields());
            type.declaredMethods().stream()
                    .filter(IntrospectMethod::isConstructor)
                    .forEach(members::add);
        }
        return members;
    }
}
