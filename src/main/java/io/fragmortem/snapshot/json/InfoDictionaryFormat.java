package io.fragmortem.snapshot.json;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * INFO as client libraries save it: a dictionary, flat or by section, one or many in a list or on lines, perhaps with a
 * time and an instance beside it.
 *
 * <pre>
 * {"timestamp":"2024-05-01T10:00:00Z","host":"c1","info":{"used_memory":13484048,"used_memory_peak_perc":"28.49%",
 *  "db0":{"keys":5,"expires":0,"avg_ttl":0}}}
 * </pre>
 */
public final class InfoDictionaryFormat implements Format {

    /** Names that only this server has, as objects of Java, C# and Go spell them: a virtual machine has {@code usedMemory} too. */
    private static final Pattern CAMEL =
            Pattern.compile("\"(?:[uU]sedMemory(?:Rss|RSS|Peak|Dataset)|[mM]emFragmentationRatio)\"\\s?:");

    @Override
    public String name() {
        return "info-json";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean json = head.isJson();
        if (json && (head.has("\"used_memory\":") || head.has("\"used_memory\" :"))) {
            return Sureness.OWN_WORDS;
        }
        if (json && CAMEL.matcher(head.text()).find()) {
            return Sureness.OWN_WORDS;
        }
        return json && (head.has("\"used_memory\"") || head.has("\"used_memory_rss\"")) ? Sureness.WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        JsonReader reader = new JsonReader(entry, options, sink);
        Dictionaries dictionaries = new Dictionaries(reader, options);
        reader.read(dictionaries::document);
        reader.rejectIfEmpty(dictionaries.given(), Phrase.of("input.expected.info_dictionary"));
    }
}
