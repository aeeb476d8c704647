package io.fragmortem.cli.option;

import io.fragmortem.cli.option.ConfigFile.Entry;
import io.fragmortem.cli.option.Quantity.Kind;
import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.UserRule;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.rule.Rules;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the diagnosis's part of a configuration file: thresholds, silenced rules, the user's own rules. */
final class ConfigPolicy {

    private static final Pattern RULE = Pattern.compile("([A-Za-z_.]+)(?:\\s*/\\s*([A-Za-z_.]+))?\\s*([<>])\\s*"
            + "(\\d[^:]*?)(?:\\s+for\\s+([^:]+?))?"
            + "\\s*:\\s*(info|warning|critical)\\s*:\\s*(\\S.*)");

    private final ConfigFile file;

    ConfigPolicy(ConfigFile file) {
        this.file = file;
    }

    Policy policy() {
        Thresholds thresholds = Thresholds.defaults();
        List<Policy.Ignore> ignores = new ArrayList<>();
        List<UserRule> rules = new ArrayList<>();
        for (Entry entry : file.entries()) {
            if (entry.isOf("threshold")) {
                Threshold threshold = threshold(entry);
                thresholds = thresholds.with(threshold, value(entry, threshold));
            } else if (entry.isOf("ignore")) {
                ignores.add(ignore(entry));
            } else if (entry.isOf("rule")) {
                rules.add(rule(entry));
            }
        }
        return new Policy(thresholds, ignores, rules);
    }

    private Threshold threshold(Entry entry) {
        return Rules.thresholds().stream()
                .filter(t -> t.name().equals(entry.rest()) && t.isSettable())
                .findFirst()
                .orElseThrow(() -> file.wrong(entry, entry.key(), Phrase.of("cli.config.threshold")));
    }

    private double value(Entry entry, Threshold threshold) {
        Phrase expected = Phrase.of(
                switch (threshold.unit()) {
                    case BYTES -> "cli.config.bytes";
                    case SHARE -> "cli.config.share";
                    case SECONDS -> "cli.config.seconds";
                    case RATIO, COUNT -> "cli.config.number";
                });
        double value = number(entry, entry.value(), expected, kind(threshold));
        if (threshold.unit() == Threshold.Unit.SHARE && value > 1) {
            throw file.wrong(entry, entry.value(), expected);
        }
        return value;
    }

    private static Kind kind(Threshold threshold) {
        return switch (threshold.unit()) {
            case BYTES -> Kind.BYTES;
            case SHARE -> Kind.SHARE;
            case SECONDS -> Kind.SECONDS;
            case RATIO, COUNT -> Kind.PLAIN;
        };
    }

    private Policy.Ignore ignore(Entry entry) {
        String rule = entry.rest().startsWith("rule.") ? entry.rest().substring("rule.".length()) : entry.rest();
        if (Rules.named(rule).isEmpty()) {
            Phrase expected = Rules.declarations().stream()
                    .filter(d -> d.causes().stream().anyMatch(c -> c.id().equals(rule)))
                    .map(Declaration::id)
                    .findFirst()
                    .map(id -> Phrase.of("cli.config.rule_of_cause", Phrase.name(id)))
                    .orElseGet(() -> Phrase.of("cli.config.rule_name"));
            throw file.wrong(entry, entry.key(), expected);
        }
        int colon = entry.value().indexOf(" : ");
        if (colon < 1 || entry.value().substring(colon + 3).isBlank()) {
            throw file.wrong(entry, entry.value(), Phrase.of("cli.config.ignore"));
        }
        String regex = entry.value().substring(0, colon).strip();
        try {
            return new Policy.Ignore(
                    rule,
                    Pattern.compile(regex),
                    entry.value().substring(colon + 3).strip());
        } catch (PatternSyntaxException e) {
            throw file.wrong(entry, regex, Phrase.of("cli.config.regex", Phrase.name(e.getDescription())));
        }
    }

    private UserRule rule(Entry entry) {
        Matcher matcher = RULE.matcher(entry.value());
        if (!matcher.matches()) {
            throw file.wrong(entry, entry.value(), Phrase.of("cli.config.rule"));
        }
        Optional<String> over = Optional.ofNullable(matcher.group(2));
        metric(entry, matcher.group(1));
        over.ifPresent(metric -> metric(entry, metric));
        return new UserRule(
                entry.rest(),
                matcher.group(1),
                over,
                matcher.group(3).equals(">") ? UserRule.Test.ABOVE : UserRule.Test.BELOW,
                number(entry, matcher.group(4), Phrase.of("cli.config.quantity"), Kind.BYTES, Kind.SHARE),
                matcher.group(5) == null
                        ? 0
                        : number(entry, matcher.group(5), Phrase.of("cli.config.seconds"), Kind.SECONDS),
                Severity.valueOf(matcher.group(6).toUpperCase(Locale.ROOT)),
                matcher.group(7));
    }

    private void metric(Entry entry, String metric) {
        if (!UserRule.isMetric(metric)) {
            throw file.wrong(entry, metric, Phrase.of("cli.config.metric"));
        }
    }

    private double number(Entry entry, String text, Phrase expected, Kind kind, Kind... others) {
        return Quantity.parse(text, kind, others).orElseThrow(() -> file.wrong(entry, text, expected));
    }
}
