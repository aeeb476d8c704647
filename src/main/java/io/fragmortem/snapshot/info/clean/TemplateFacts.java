package io.fragmortem.snapshot.info.clean;

import io.fragmortem.snapshot.Fact;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The facts of a template as last seen: the same text again costs one comparison, another one makes another map. */
final class TemplateFacts {

    private final Fact[] facts;
    private final byte[][] texts;
    private Map<Fact, String> known;

    TemplateFacts(TemplateLines source) {
        Fact[] all = Fact.values();
        facts = new Fact[source.size()];
        texts = new byte[source.size()][];
        for (int i = 0; i < texts.length; i++) {
            facts[i] = all[source.rest(i) == Template.Rest.FACT ? source.slot(i) : 0];
            texts[i] = source.text(i);
        }
        known = Collections.unmodifiableMap(source.facts());
    }

    Map<Fact, String> known() {
        return known;
    }

    /** Index after the line whose fact begins here, -1 when there is more than a fact. */
    int match(byte[] bytes, int from, int limit, int line) {
        byte[] last = texts[line];
        int end = from + last.length;
        if (end < limit && Arrays.equals(last, 0, last.length, bytes, from, end)) {
            int after = LineFeeds.afterEmpty(bytes, end);
            if (after > 0) {
                return after;
            }
        }
        int after = LineFeeds.after(bytes, from, limit);
        return after < 0 ? -1 : changed(bytes, from, after, line);
    }

    private int changed(byte[] bytes, int from, int after, int line) {
        int end = after - 1;
        end -= end > from && bytes[end - 1] == '\r' ? 1 : 0;
        byte[] text = Arrays.copyOfRange(bytes, from, end);
        if (!TemplateLines.isPlainText(text)) {
            return -1;
        }
        EnumMap<Fact, String> changed = new EnumMap<>(Fact.class);
        changed.putAll(known);
        if (text.length == 0) {
            changed.remove(facts[line]);
        } else {
            changed.put(facts[line], new String(text, StandardCharsets.UTF_8));
        }
        known = Collections.unmodifiableMap(changed);
        texts[line] = text;
        return after;
    }
}
