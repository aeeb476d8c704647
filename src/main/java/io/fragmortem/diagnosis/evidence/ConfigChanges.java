package io.fragmortem.diagnosis.evidence;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings and builds that differ between earlier and later samples: a restart with another version, a limit that was moved. */
public final class ConfigChanges {

    private static final List<Fact> FACTS = List.of(
            Fact.VALKEY_VERSION,
            Fact.REDIS_VERSION,
            Fact.MEM_ALLOCATOR,
            Fact.MAXMEMORY_POLICY,
            Fact.ROLE,
            Fact.CONFIG_APPENDONLY,
            Fact.CONFIG_SAVE);

    private static final List<Field> FIELDS = List.of(Field.MAXMEMORY, Field.CGROUP_LIMIT);

    private ConfigChanges() {}

    /**
     * One difference.
     *
     * @param what INFO name of the setting
     * @param atMicros first sample that says so
     * @param atRestart whether the server was started anew in between
     * @param text the difference in words
     */
    public record ConfigChange(String what, long atMicros, boolean atRestart, Phrase text) {}

    /** All differences, by time, then name. */
    public static List<ConfigChange> of(Timeline timeline) {
        List<ConfigChange> changes = new ArrayList<>();
        int[] begins = begins(timeline.facts());
        FACTS.forEach(fact -> texts(timeline, begins, fact, changes));
        FIELDS.forEach(field -> numbers(timeline, field, changes));
        changes.sort(Comparator.comparingLong(ConfigChange::atMicros).thenComparing(ConfigChange::what));
        return changes;
    }

    /** The rows at which other words are said than before; rows of one log mostly share them. And the count of rows. */
    private static int[] begins(List<Map<Fact, String>> facts) {
        int[] begins = new int[facts.size() + 1];
        int count = 0;
        for (int i = 0; i < facts.size(); i++) {
            if (i == 0 || facts.get(i) != facts.get(i - 1)) {
                begins[count++] = i;
            }
        }
        begins[count] = facts.size();
        return Arrays.copyOf(begins, count + 1);
    }

    private static void texts(Timeline timeline, int[] begins, Fact fact, List<ConfigChange> changes) {
        @Nullable String before = null;
        int known = -1;
        for (int k = 0; k + 1 < begins.length; k++) {
            String now = timeline.facts().get(begins[k]).get(fact);
            if (now == null) {
                continue;
            }
            if (before != null && !now.equals(before)) {
                changes.add(change(timeline, known, begins[k], fact.infoName(), Phrase.name(before), Phrase.name(now)));
            }
            before = now;
            known = begins[k + 1] - 1;
        }
    }

    private static void numbers(Timeline timeline, Field field, List<ConfigChange> changes) {
        int known = -1;
        double[] column = timeline.column(field);
        for (int i = 0; i < column.length; i++) {
            if (Double.isNaN(column[i])) {
                continue;
            }
            if (known >= 0 && column[i] != column[known]) {
                changes.add(change(
                        timeline, known, i, field.infoName(), Phrase.bytes(column[known]), Phrase.bytes(column[i])));
            }
            known = i;
        }
    }

    private static ConfigChange change(
            Timeline timeline, int before, int now, String what, Phrase.Arg from, Phrase.Arg to) {
        boolean restart = timeline.runOf(before).index() != timeline.runOf(now).index();
        Phrase text = Phrase.of(restart ? "config.changed.restart" : "config.changed", Phrase.name(what), from, to);
        return new ConfigChange(what, timeline.timeMicros()[now], restart, text);
    }
}
