package io.fragmortem.web.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a template. Expressions stand as they were written; what they mean depends on where they stand. */
sealed interface Node {

    /** Markup, as it is. */
    record Text(String markup) implements Node {}

    /** {@code ${expression}}: escaped unless it is markup of ours. */
    record Value(String expression) implements Node {}

    /** {@code <#if>}: the first branch whose condition holds; the condition of an else is {@code true}. */
    record If(List<Branch> branches) implements Node {}

    /** One branch of an if. */
    record Branch(String condition, List<Node> body) {}

    /** {@code <#list expression as name>}. */
    record Each(String expression, String name, List<Node> body) implements Node {}

    /** {@code <#sep>}: between the elements of a list, not after the last. */
    record Between(List<Node> body) implements Node {}

    /** {@code <#local name = expression>}. */
    record Local(String name, String expression) implements Node {}

    /** {@code <@name key=expression>}, with what stands in it. */
    record Call(String name, Map<String, String> arguments, Optional<List<Node>> body) implements Node {}

    /** {@code <#nested>}: what stands in the call. */
    record Nested() implements Node {}

    /** {@code <#import "file" as alias>}. */
    record Import(String file, String alias) implements Node {}

    /** {@code <#macro name parameter other=expression>}; a parameter without a default has an empty expression. */
    record Macro(String name, Map<String, String> parameters, List<Node> body) implements Node {}
}
