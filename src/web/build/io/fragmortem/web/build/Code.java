package io.fragmortem.web.build;

import io.fragmortem.report.words.Markup;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** A Java expression with its type: text, markup of ours, a record, a list, a number or a condition. */
record Code(String java, Type type) {

    static Code text(String java) {
        return new Code(java, String.class);
    }

    static Code number(String java) {
        return new Code(java, int.class);
    }

    static Code condition(String java) {
        return new Code(java, boolean.class);
    }

    /** A component of a record. */
    Code component(String name) {
        if (type instanceof Class<?> of && of.isRecord()) {
            for (RecordComponent component : of.getRecordComponents()) {
                if (component.getName().equals(name)) {
                    return new Code(java + "." + name + "()", component.getGenericType());
                }
            }
        }
        throw new IllegalArgumentException(java + " of " + type.getTypeName() + " has no component " + name);
    }

    /** Type of the elements of a list. */
    Type element() {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list.getActualTypeArguments()[0];
        }
        throw new IllegalArgumentException(java + " is a " + type.getTypeName() + " and no list");
    }

    /** As FreeMarker decides {@code ?has_content}. */
    Code hasContent() {
        boolean markup = type == Markup.class;
        return condition("!" + java + (markup ? ".text()" : "") + ".isEmpty()");
    }

    /** What writes it to a page. */
    String written() {
        if (type == String.class) {
            return "escaped(" + java + ");";
        }
        if (type == Markup.class) {
            return "out.append(" + java + ".text());";
        }
        if (type == int.class) {
            return "out.append(" + java + ");";
        }
        throw new IllegalArgumentException(java + " is a " + type.getTypeName() + ", which cannot be shown");
    }

    /** A type as Java source has it. */
    static String source(Type type) {
        if (type instanceof ParameterizedType list) {
            String arguments = String.join(
                    ", ",
                    Arrays.stream(list.getActualTypeArguments())
                            .map(Code::source)
                            .toList());
            return ((Class<?>) list.getRawType()).getCanonicalName() + "<" + arguments + ">";
        }
        return ((Class<?>) type).getCanonicalName();
    }
}
