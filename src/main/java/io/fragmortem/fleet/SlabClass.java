package io.fragmortem.fleet;

import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One size class of the allocator, as MEMORY MALLOC-STATS tells it.
 *
 * @param sizeBytes of one slot
 * @param slabs that it holds
 * @param utilisation used slots as share of all, 0 to 1
 * @param wasteBytes bytes in free slots
 */
public record SlabClass(double sizeBytes, double slabs, double utilisation, double wasteBytes) {

    /** The classes of the newest statistics that hold any free slot, most wasteful first. */
    static List<SlabClass> of(Timeline timeline) {
        Optional<Exhibit> newest = timeline.exhibits().stream()
                .filter(exhibit -> exhibit.kind() == Exhibit.Kind.MALLOC_BINS
                        && !exhibit.rows().isEmpty())
                .max(Comparator.comparingLong(
                        exhibit -> exhibit.stamp().known() ? exhibit.stamp().epochMicros() : Long.MIN_VALUE));
        List<SlabClass> classes = new ArrayList<>();
        newest.ifPresent(exhibit -> exhibit.rows().forEach(row -> {
            SlabClass slab = new SlabClass(
                    number(exhibit, row, "size_bytes"),
                    number(exhibit, row, "slabs"),
                    number(exhibit, row, "utilisation"),
                    number(exhibit, row, "waste_bytes"));
            if (slab.wasteBytes() > 0) {
                classes.add(slab);
            }
        }));
        classes.sort(
                Comparator.comparingDouble(SlabClass::wasteBytes).reversed().thenComparingDouble(SlabClass::sizeBytes));
        return List.copyOf(classes);
    }

    private static double number(Exhibit exhibit, List<String> row, String column) {
        int at = exhibit.columns().indexOf(column);
        try {
            return at < 0 ? 0 : Double.parseDouble(row.get(at));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
