package io.fragmortem.report.chart;

import io.fragmortem.memory.Component;
import java.util.List;
import java.util.Set;

/**
 * One layer of a stacked chart: components that share a colour, a pattern and a label.
 *
 * @param id short, unique on a page: names its pattern and its class
 * @param labelKey message key
 * @param components what is added up in it
 * @param fill colour that readers with any kind of colour vision tell from its neighbours
 * @param texture what tells it apart without any colour
 */
public record Layer(String id, String labelKey, Set<Component> components, String fill, Texture texture) {

    /** Patterns drawn over a colour. */
    enum Texture {
        PLAIN,
        RISING,
        FALLING,
        DOTS,
        LEVEL,
        UPRIGHT
    }

    private static final String DARK_BLUE = "#3567ab";
    private static final String MID_BLUE = "#86b3de";
    private static final String PALE_BLUE = "#bcd5eb";
    private static final String TEAL = "#2a9d8f";
    private static final String PURPLE = "#7b5ea7";
    private static final String LILAC = "#b39ad1";
    private static final String RED = "#c8394f";
    private static final String AMBER = "#eaa63b";
    private static final String GREY = "#a8a3ad";
    private static final String SAND = "#c9ae8c";
    private static final String PALE_GREY = "#d3d0d8";

    /** Everything that used memory counts besides the data, when no part of it matters by itself. */
    static final Layer OVERHEAD = of("over", "layer.overhead", MID_BLUE, Texture.PLAIN, Component.STARTUP);

    /** What is too thin to be seen. */
    static final Layer SMALL = new Layer("small", "layer.small", Set.of(), PALE_GREY, Texture.PLAIN);

    /** All layers from the bottom up; those for small parts of used memory are folded into {@link #OVERHEAD}. */
    static final List<Layer> ALL = List.of(
            of("used", "component.used", DARK_BLUE, Texture.PLAIN, Component.USED),
            of("data", "component.dataset", DARK_BLUE, Texture.PLAIN, Component.DATASET),
            OVERHEAD,
            of("mixed", "component.overhead", MID_BLUE, Texture.UPRIGHT, Component.OVERHEAD),
            of("keys", "component.keyspace", MID_BLUE, Texture.LEVEL, Component.KEYSPACE),
            of("cli", "component.clients", TEAL, Texture.FALLING, Component.CLIENTS),
            of("repl", "component.replicas", PURPLE, Texture.PLAIN, Component.REPLICAS),
            of("log", "component.replication_backlog", LILAC, Texture.LEVEL, Component.REPLICATION_BACKLOG),
            of("aof", "component.aof_buffer", LILAC, Texture.DOTS, Component.AOF_BUFFER),
            of("lua", "component.scripts", TEAL, Texture.DOTS, Component.SCRIPTS),
            of("bus", "component.cluster", TEAL, Texture.UPRIGHT, Component.CLUSTER),
            of("cache", "component.allocator_cache", PALE_BLUE, Texture.PLAIN, Component.ALLOCATOR_CACHE),
            of("frag", "component.fragmentation", RED, Texture.RISING, Component.FRAGMENTATION),
            of("kept", "component.retained", AMBER, Texture.DOTS, Component.RETAINED),
            of("luavm", "component.lua", TEAL, Texture.RISING, Component.LUA),
            of("proc", "component.outside", GREY, Texture.LEVEL, Component.OUTSIDE),
            of("rest", "component.unattributed", SAND, Texture.FALLING, Component.UNATTRIBUTED));

    private static Layer of(String id, String labelKey, String fill, Texture texture, Component component) {
        return new Layer(id, labelKey, Set.of(component), fill, texture);
    }

    /** The layer that shows a component when it stands alone. */
    public static Layer of(Component component) {
        return ALL.stream()
                .filter(layer -> layer.components().contains(component))
                .findFirst()
                .orElse(OVERHEAD);
    }

    /** The same look for other components. */
    Layer with(Set<Component> others) {
        return new Layer(id, labelKey, Set.copyOf(others), fill, texture);
    }

    /** The value of a fill attribute: the texture where it is defined on the page, else the plain colour. */
    String paint() {
        return texture == Texture.PLAIN ? fill : "url(#" + Textures.PREFIX + id + ") " + fill;
    }

    /** Class and fill of a part that shows this layer. */
    String ink() {
        return Ink.fill(id, paint());
    }

    /** Whether dark letters are read on its colour, and not white ones: relative luminance as WCAG 2 has it. */
    boolean isPale() {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double luminance = 0;
        for (int i = 0; i < weights.length; i++) {
            double channel = Integer.parseInt(fill.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            luminance += weights[i] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
        }
        // Where the contrast with white equals that with black: (1.05 / (L + .05)) = ((L + .05) / .05).
        return luminance > 0.179;
    }
}
