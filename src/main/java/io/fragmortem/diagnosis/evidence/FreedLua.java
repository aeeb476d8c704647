package io.fragmortem.diagnosis.evidence;

import io.fragmortem.memory.Component;

/**
 * Heap that Lua freed and libc keeps. Before Redis 7.4, and in Valkey, Lua's heap is libc's and stands outside of used
 * memory; SCRIPT FLUSH lowers what Lua counts, and the same bytes turn up outside the allocator. By conservation across that
 * step they stay Lua's until a restart, or until libc gives them back or Lua uses them again.
 */
final class FreedLua {

    private FreedLua() {}

    /** Bytes per row of the series, 0 where the layers are not told. */
    static double[] of(Case c) {
        double[] freed = c.filled(0);
        if (!c.has(Component.LUA) || !c.has(Component.OUTSIDE)) {
            return freed;
        }
        double[] lua = c.part(Component.LUA);
        double[] outside = c.part(Component.OUTSIDE);
        double kept = 0;
        double ground = 0;
        double significant = c.thresholds().significantBytes();
        int before = -1;
        for (int i = 0; i < c.size(); i++) {
            if (Double.isNaN(lua[i]) || Double.isNaN(outside[i])) {
                continue;
            }
            boolean restarted = before >= 0 && c.runOf(before) != c.runOf(i);
            if (restarted) {
                kept = 0;
            } else if (before >= 0) {
                double fall = lua[before] - lua[i];
                double rise = outside[i] - outside[before];
                if (fall >= significant && rise >= Claim.HALF * fall) {
                    ground = kept > 0 ? ground : outside[before];
                    kept += Math.min(fall, rise);
                }
            }
            kept = Math.min(kept, Math.max(0, outside[i] - ground));
            freed[i] = kept;
            before = i;
        }
        return freed;
    }
}
