package io.fragmortem.report.json;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.FleetSums;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Spelling;
import java.util.List;
import java.util.Optional;

/** Writes what a result says of all its instances together. */
final class JsonFleet {

    private final JsonWriter json;

    JsonFleet(JsonWriter json) {
        this.json = json;
    }

    void write(List<InstanceSummary> instances, FleetReview review) {
        FleetSums sums = FleetSums.of(instances);
        json.beginObject().name("instances").value(instances.size());
        json.name("counts").beginObject();
        for (Severity severity : FleetSums.WORST_FIRST) {
            json.name(Spelling.lower(severity)).value(sums.count(severity));
        }
        json.endObject();
        json.name("causes").beginObject();
        for (Cause cause : Cause.values()) {
            long count = sums.count(cause);
            if (count > 0) {
                json.name(cause.id()).value(count);
            }
        }
        json.endObject();
        json.name("rss_bytes").bytes(sums.rss()).name("gap_bytes").bytes(sums.gap());
        review.earlier().ifPresent(this::earlier);
        json.name("cohorts").beginArray();
        review.cohorts().forEach(this::cohort);
        json.endArray();
        json.name("restarts").beginArray();
        review.restarts().forEach(this::restarted);
        json.endArray();
        json.name("shards").beginArray();
        review.shards().forEach(this::shards);
        json.endArray();
        json.endObject();
    }

    private void earlier(FleetReview.SinceEarlier moved) {
        json.name("earlier").beginObject();
        for (Earlier.Standing standing : Earlier.Standing.values()) {
            if (standing != Earlier.Standing.UNKNOWN || moved.count(standing) > 0) {
                json.name(Spelling.lower(standing)).value(moved.count(standing));
            }
        }
        json.name("gone");
        json.strings(moved.gone().stream().map(Earlier.Gone::instance).toList());
        json.name("gone_instances").beginArray();
        for (Earlier.Gone gone : moved.gone()) {
            json.beginObject().name("name").value(gone.instance());
            then(json, gone.then());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    /** What an earlier run said of an instance: null where it said nothing, or nothing that can be read. */
    static void then(JsonWriter json, Optional<Earlier.Verdict> then) {
        json.name("severity")
                .value(then.map(verdict -> Spelling.lower(verdict.severity())).orElse(null));
        json.name("cause").value(then.map(Earlier.Verdict::cause).orElse(null));
    }

    private void restarted(FleetReview.Restarted restarted) {
        json.beginObject();
        json.name("from").value(IsoTime.utc(restarted.fromMicros()));
        json.name("to").value(IsoTime.utc(restarted.toMicros()));
        json.name("instances");
        json.strings(restarted.instances());
        json.name("in_common").beginArray();
        for (FleetReview.Tie tie : restarted.ties()) {
            json.beginObject();
            json.name("by").value(Spelling.lower(tie.kind()));
            json.name("label").value(tie.name().isEmpty() ? null : tie.name());
            json.name("value").value(tie.value()).name("of").value(tie.all());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void shards(FleetReview.ShardGroup group) {
        json.beginObject().name("cluster").value(group.name());
        json.name("label").value(group.label().isEmpty() ? null : group.label());
        json.name("at");
        if (group.atMicros().isPresent()) {
            json.value(IsoTime.utc(group.atMicros().getAsLong()));
        } else {
            json.nothing();
        }
        json.name("shards").value(group.shards());
        json.name("median_data_bytes").bytes(group.data());
        json.name("median_gap_bytes").bytes(group.gap());
        json.name("standing_out").beginArray();
        for (FleetReview.StandsOut one : group.standingOut()) {
            json.beginObject().name("instance").value(one.instance());
            json.name("what").value(Spelling.lower(one.what()));
            json.name("bytes").bytes(one.bytes()).endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void cohort(FleetReview.Cohort cohort) {
        json.beginObject();
        traits("of", cohort.traits());
        json.name("instances").value(cohort.instances());
        json.name("needing").value(cohort.needing());
        json.name("stands").value(cohort.stands());
        traits("inseparable_from", cohort.inseparable());
        traits("explained_by", cohort.explained());
        json.endObject();
    }

    private void traits(String name, List<FleetReview.Trait> traits) {
        json.name(name).beginArray();
        for (FleetReview.Trait trait : traits) {
            boolean label = trait.common().dimension() == FleetReview.Dimension.LABEL;
            json.beginObject();
            json.name("by").value(Spelling.lower(trait.common().dimension()));
            json.name("label").value(label ? trait.common().name() : null);
            json.name("value").value(trait.value().isEmpty() ? null : trait.value());
            json.endObject();
        }
        json.endArray();
    }
}
