package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How good the data is: only what there is to say. */
final class QualityViews {

    private static final int MOST_NAMES = 40;

    private final Wording wording;

    QualityViews(Wording wording) {
        this.wording = wording;
    }

    List<Parts.Fact> facts(InstanceResult result) {
        Quality quality = result.quality();
        List<Parts.Fact> facts = new ArrayList<>();
        fact(facts, "quality.samples", wording.count(quality.samples()));
        List<String> sources = new ArrayList<>();
        for (Map.Entry<?, Integer> source : new TreeMap<>(quality.timeSources()).entrySet()) {
            String words = wording.text("timesource." + Spelling.lower((Enum<?>) source.getKey()));
            sources.add(wording.text("quality.time.of", Phrase.name(words), Phrase.count(source.getValue())));
        }
        if (!sources.isEmpty()) {
            fact(facts, "quality.time", wording.list(sources));
        }
        if (quality.cadenceMicros() > 0) {
            fact(facts, "quality.cadence", wording.span(quality.cadenceMicros() / 1e6));
            fact(facts, "quality.coverage", wording.percent(quality.coverage()));
        }
        if (!result.gaps().isEmpty()) {
            double missing =
                    result.gaps().stream().mapToLong(gap -> gap.missing()).sum();
            fact(
                    facts,
                    "quality.gaps",
                    wording.text("quality.gaps.of", Phrase.count(result.gaps().size()), Phrase.count(missing)));
        }
        count(facts, "quality.restarts", result.runs().size() - 1);
        count(facts, "quality.duplicates", quality.duplicates());
        count(facts, "quality.merged", quality.merged());
        count(facts, "quality.partial", quality.partial());
        count(facts, "quality.wrapped", quality.wrapped());
        count(facts, "quality.not_finite", quality.notFinite());
        count(facts, "quality.rounded", quality.rounded());
        count(facts, "quality.derived", quality.derived());
        jumps(facts, quality);
        unknown(facts, quality);
        return facts;
    }

    List<String> assumptions(InstanceResult result) {
        return result.quality().assumptions().stream()
                .map(phrase -> Untrusted.cut(wording.plain(phrase), 300))
                .toList();
    }

    private void jumps(List<Parts.Fact> facts, Quality quality) {
        if (!quality.clockJumps().isEmpty()) {
            List<String> moments = quality.clockJumps().stream()
                    .limit(MOST_NAMES)
                    .map(wording::moment)
                    .toList();
            fact(facts, "quality.clock_jumps", wording.list(moments));
        }
    }

    private void unknown(List<Parts.Fact> facts, Quality quality) {
        if (!quality.unknownFields().isEmpty()) {
            List<String> names = new ArrayList<>();
            new TreeMap<>(quality.unknownFields())
                    .keySet().stream().limit(MOST_NAMES).forEach(name -> names.add(Untrusted.cut(name, 60)));
            if (quality.unknownFields().size() > MOST_NAMES) {
                names.add("…");
            }
            fact(facts, "quality.unknown", wording.list(names));
        }
    }

    private void count(List<Parts.Fact> facts, String key, int count) {
        if (count > 0) {
            fact(facts, key, wording.count(count));
        }
    }

    private void fact(List<Parts.Fact> facts, String key, String value) {
        facts.add(new Parts.Fact(wording.text(key), value));
    }
}
