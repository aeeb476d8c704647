package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.rule.Rules;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PolicyTest {

    @Test
    void aRuleIsSilencedForTheInstancesThatAreNamed() {
        Declaration rule = Rules.declarations().get(0);
        Declaration other = Rules.declarations().get(1);
        Policy.Ignore ignore = new Policy.Ignore(rule.id(), Pattern.compile("cache-[0-9]"), "known and accepted");
        Policy policy = new Policy(Thresholds.defaults(), List.of(ignore), List.of());
        Check check = policy.ignore(rule, "cache-7.example.org").orElseThrow().check(rule);
        assertEquals(rule.checkId(), check.id());
        assertEquals(Check.Status.IGNORED, check.status());
        assertEquals(Phrase.of("check.ignored", Phrase.name("known and accepted")), check.text());
        assertEquals(Optional.empty(), policy.ignore(rule, "queue-7"));
        assertEquals(Optional.empty(), policy.ignore(other, "cache-7"));
        assertEquals(Optional.empty(), Policy.defaults().ignore(rule, "cache-7"));
    }
}
