package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Forks;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What remedies stand on, held against the newest data. What the data does not tell is not called broken. */
final class Preconditions {

    /** The server's own active-defrag-ignore-bytes and active-defrag-threshold-lower: to be set there, not here. */
    private static final double DEFRAG_IGNORES_BYTES = 100 << 20;

    private static final double DEFRAG_IGNORES_SHARE = 0.10;

    private final Case c;

    Preconditions(Case c) {
        this.c = c;
    }

    /** What stands in the way of a restart, in the order in which to mend it. */
    List<Phrase> ofRestart() {
        List<Phrase> failed = new ArrayList<>();
        if (c.timeline().last(Field.LOADING).orElse(0) > 0) {
            failed.add(Phrase.of("remedy.first.loading"));
        }
        if (isLinkDown()) {
            failed.add(Phrase.of("remedy.first.link"));
        }
        if (hasChild()) {
            failed.add(Phrase.of("remedy.first.child"));
        }
        if (lastSaveFailed()) {
            failed.add(Phrase.of("remedy.first.save"));
        }
        if (lastAppendFailed()) {
            failed.add(Phrase.of("remedy.first.aof"));
        }
        if (!hasRoomForFork()) {
            Optional<Bound> limit = c.series().hardLimit();
            failed.add(Phrase.of(
                    "remedy.first.room",
                    bytes(held()),
                    bytes(copied()),
                    Case.nameOf(limit),
                    bytes(limit.map(Bound::bytes).orElse(0.0))));
        }
        return failed;
    }

    /** What stands in the way of giving pages back. */
    List<Phrase> ofPurge() {
        return hasChild() ? List.of(Phrase.of("remedy.first.child")) : List.of();
    }

    /** Why active defrag would not start: with what is configured, else with the server's own defaults. */
    List<Phrase> ofDefrag(double bytes) {
        List<Phrase> failed = new ArrayList<>(ofPurge());
        if (bytes < defragIgnoresBytes() || defragShare(bytes) < defragIgnoresShare()) {
            failed.add(Phrase.of(
                    "remedy.first.defrag", bytes(defragIgnoresBytes()), Phrase.percent(defragIgnoresShare())));
        }
        return failed;
    }

    /** Free slots as a share of what is allocated, as active defrag measures them. */
    double defragShare(double bytes) {
        double allocated = Columns.lastOf(c.active()).orElse(0) - bytes;
        return allocated > 0 ? bytes / allocated : 1;
    }

    /** Less than so many bytes active defrag leaves alone. */
    double defragIgnoresBytes() {
        return c.timeline().last(Field.CONFIG_ACTIVE_DEFRAG_IGNORE_BYTES).orElse(DEFRAG_IGNORES_BYTES);
    }

    /** A smaller share than this it leaves alone. */
    double defragIgnoresShare() {
        OptionalDouble percent = c.timeline().last(Field.CONFIG_ACTIVE_DEFRAG_THRESHOLD_LOWER);
        return percent.isPresent() ? percent.getAsDouble() / 100 : DEFRAG_IGNORES_SHARE;
    }

    boolean isLinkDown() {
        return c.timeline().fact(Fact.MASTER_LINK_STATUS).filter("down"::equals).isPresent();
    }

    boolean hasChild() {
        return c.timeline().last(Field.RDB_BGSAVE_IN_PROGRESS).orElse(0) > 0
                || c.timeline().last(Field.AOF_REWRITE_IN_PROGRESS).orElse(0) > 0;
    }

    boolean appends() {
        return c.timeline()
                .fact(Fact.CONFIG_APPENDONLY)
                .map("yes"::equals)
                .filter(yes -> !c.timeline().has(Field.AOF_ENABLED))
                .orElse(c.timeline().last(Field.AOF_ENABLED).orElse(0) > 0);
    }

    private boolean lastSaveFailed() {
        return c.timeline()
                .fact(Fact.RDB_LAST_BGSAVE_STATUS)
                .filter("err"::equals)
                .isPresent();
    }

    private boolean lastAppendFailed() {
        return appends()
                && (c.timeline()
                                .fact(Fact.AOF_LAST_WRITE_STATUS)
                                .filter("err"::equals)
                                .isPresent()
                        || c.timeline()
                                .fact(Fact.AOF_LAST_BGREWRITE_STATUS)
                                .filter("err"::equals)
                                .isPresent());
    }

    /** Whether what is held and what a fork copied fit below the hard limit; unknown limits are not called narrow. */
    boolean hasRoomForFork() {
        double room = c.value(Thresholds.HEADROOM_SHARE);
        return c.series()
                .hardLimit()
                .filter(limit -> held() + copied() > room * limit.bytes())
                .isEmpty();
    }

    private double held() {
        double rss = c.levels().lastRss();
        return Double.isNaN(rss)
                ? c.levels().lastUsed()
                : Math.max(rss, c.levels().lastUsed());
    }

    private double copied() {
        double copied = Forks.copied(c.timeline());
        return Double.isNaN(copied) ? 0 : copied;
    }
}
