package io.fragmortem.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The templates, the style sheet and the script that come with the program. */
public final class BuiltIn {

    /** Where they lie among the resources. */
    static final String FOLDER = "/templates/";

    /** Names of their files. */
    public static final List<String> NAMES = List.of(
            "answer.ftlh",
            "basis.ftlh",
            "compare.ftlh",
            "evidence.ftlh",
            "index.ftlh",
            "instance.ftlh",
            "layout.ftlh",
            "page.css",
            "page.js");

    private BuiltIn() {}

    /** The text of one of them. */
    public static String text(String name) {
        try (InputStream in = BuiltIn.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no built-in template has the name " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("template " + name, e);
        }
    }
}
