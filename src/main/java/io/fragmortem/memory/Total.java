package io.fragmortem.memory;

/** The two totals that a server prints; {@link Component} splits them. */
public enum Total implements Metric {
    USED_MEMORY("used_memory"),
    USED_MEMORY_RSS("used_memory_rss");

    private final String jsonName;

    Total(String jsonName) {
        this.jsonName = jsonName;
    }

    @Override
    public String jsonName() {
        return jsonName;
    }
}
