package io.fragmortem.snapshot.json;

import io.fragmortem.snapshot.Head;

/** The beginning of a stream that may be JSON, for recognising: which names stand in it. */
public final class JsonHead {

    private final Head head;
    private final boolean json;

    private JsonHead(Head head, boolean json) {
        this.head = head;
        this.json = json;
    }

    public static JsonHead of(byte[] bytes) {
        Head head = Head.of(bytes);
        return new JsonHead(head, head.isJson());
    }

    /** Whether it begins as JSON does. */
    public boolean isJson() {
        return json;
    }

    /** Whether it is JSON in which each of these stands in quotes, as a name or as a text. */
    public boolean has(String... names) {
        if (!json) {
            return false;
        }
        for (String name : names) {
            if (!head.has("\"" + name + "\"")) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is JSON in which one of these begins a name or a text. */
    public boolean hasStart(String... starts) {
        if (!json) {
            return false;
        }
        for (String start : starts) {
            if (head.has("\"" + start)) {
                return true;
            }
        }
        return false;
    }
}
