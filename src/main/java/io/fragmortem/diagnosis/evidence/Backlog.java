package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Field;

/** Pages of a replication backlog that were never touched: it is allocated at once and filled by what is written. */
public final class Backlog {

    private Backlog() {}

    /** What is known not to be filled yet at the moment of a claim, bytes. */
    public static double untouched(Case c, Claim claim) {
        int row = c.sample(claim.at());
        double size = c.timeline().lastKnown(Field.REPL_BACKLOG_SIZE, row).orElse(0);
        double held = held(c, row);
        double filled = c.timeline().lastKnown(Field.REPL_BACKLOG_HISTLEN, row).orElse(held);
        return Math.max(0, Math.min(size, held) - filled);
    }

    /** The share of a claim without what may be such pages where INFO memory alone does not tell how far the backlog is filled. */
    public static double shareBesideUntold(Case c, Claim claim) {
        int row = c.sample(claim.at());
        boolean told = c.timeline().lastKnown(Field.REPL_BACKLOG_HISTLEN, row).isPresent();
        // from 7.0 on it is allocated block by block as it fills
        boolean byBlocks = c.vintage().isAtLeast("7.0") || c.timeline().has(Field.MEM_TOTAL_REPLICATION_BUFFERS);
        double untold = told || byBlocks ? 0 : held(c, row);
        return claim.share() * Math.max(0, 1 - untold / claim.bytes());
    }

    private static double held(Case c, int row) {
        return c.timeline().lastKnown(Field.MEM_REPLICATION_BACKLOG, row).orElse(0);
    }
}
