package io.fragmortem.report.chart;

import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import java.util.ArrayList;
import java.util.List;

/**
 * The few rows that tell where the bytes of one moment are: what is small within used memory is added up, what the
 * allocator and the process add stands alone.
 *
 * @param rows in the order of stacking
 * @param total RSS, or used memory where RSS is not known
 * @param totalKey message key of the total's label
 * @param longest the longest bar, bytes
 */
public record BarRows(List<Row> rows, double total, String totalKey, double longest) {

    /** A component of used memory below this share of the total is shown within the sum of used memory. */
    private static final double SMALL_SHARE = 0.02;

    /**
     * One bar.
     *
     * @param component what it shows; USED stands for all of used memory that has no row of its own
     * @param labelKey message key of its label
     * @param bytes negative for memory that is counted but not resident
     */
    public record Row(Component component, String labelKey, double bytes) {}

    public static BarRows of(Breakdown breakdown) {
        double total = switch (breakdown.split()) {
            case FULL, USED_AND_RSS, RSS_ONLY -> breakdown.rss();
            case USED_ONLY -> breakdown.used();
        };
        List<Row> rows = new ArrayList<>(used(breakdown, total));
        for (Component component : Component.values()) {
            if (!component.inUsed() && Math.rint(breakdown.bytes(component)) != 0) {
                rows.add(outsideUsed(component, breakdown.bytes(component)));
            }
        }
        String totalKey = breakdown.split() == Breakdown.Split.USED_ONLY ? "bar.used" : "bar.rss";
        double longest = Math.max(
                Math.max(total, 1),
                rows.stream().mapToDouble(row -> Math.abs(row.bytes())).max().orElse(0));
        return new BarRows(List.copyOf(rows), total, totalKey, longest);
    }

    /** Whether the total says more than the rows: it does not where it is the only one of them. */
    public boolean hasTotal() {
        return rows.size() != 1
                || rows.get(0).component() != Component.USED
                || rows.get(0).bytes() != total;
    }

    private static Row outsideUsed(Component component, double bytes) {
        boolean notResident = component == Component.OUTSIDE && bytes < 0;
        return new Row(component, notResident ? "bar.not_resident" : "component." + component.jsonName(), bytes);
    }

    private static List<Row> used(Breakdown breakdown, double total) {
        if (breakdown.split() == Breakdown.Split.RSS_ONLY) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        double rest = 0;
        for (Component component : Component.values()) {
            double bytes = breakdown.bytes(component);
            if (!component.inUsed() || bytes == 0) {
                continue;
            }
            if (component != Component.USED && bytes >= SMALL_SHARE * total) {
                rows.add(new Row(component, "component." + component.jsonName(), bytes));
            } else {
                rest += bytes;
            }
        }
        if (rest != 0) {
            rows.add(new Row(Component.USED, rows.isEmpty() ? "component.used" : "bar.used_rest", rest));
        }
        return rows;
    }
}
