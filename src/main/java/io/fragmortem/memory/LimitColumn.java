package io.fragmortem.memory;

import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.Arrays;

/**
 * A limit over time: limits are moved, and what they bound is held against the limit of its own moment. A limit holds until
 * another one is told, and the first one that is told held before. O(n).
 */
final class LimitColumn {

    private LimitColumn() {}

    /** One value per sample, NaN where there is no limit. */
    static double[] of(Timeline timeline, Limit limit) {
        double[] column = new double[timeline.size()];
        Arrays.fill(column, Double.NaN);
        for (Field field : fields(limit)) {
            double known = timeline.last(field).orElse(Double.NaN);
            if (Double.isNaN(known)) {
                continue;
            }
            double first = Double.NaN;
            double[] told = timeline.column(field);
            for (int i = 0; i < told.length && Double.isNaN(first); i++) {
                first = told[i];
            }
            double now = Double.isNaN(first) ? known : first;
            for (int i = 0; i < column.length; i++) {
                now = Double.isNaN(told[i]) ? now : told[i];
                column[i] = Double.isNaN(column[i]) && now > 0 ? now : column[i];
            }
        }
        return column;
    }

    /** Where a limit is told, the best source first. */
    private static Field[] fields(Limit limit) {
        return switch (limit) {
            case MAXMEMORY -> new Field[] {Field.MAXMEMORY, Field.CONFIG_MAXMEMORY};
            case CONTAINER -> new Field[] {Field.CGROUP_LIMIT};
            case HOST -> new Field[] {Field.TOTAL_SYSTEM_MEMORY, Field.HOST_MEM_TOTAL};
        };
    }
}
