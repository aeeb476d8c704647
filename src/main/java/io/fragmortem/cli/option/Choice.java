package io.fragmortem.cli.option;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Wording;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/**
 * An option whose value is one of few words, or several of them with commas. The words stand here once: they are what is
 * read, what the message expects of whoever typed another one, and what a shell completes.
 *
 * @param <E> what a word stands for
 */
public final class Choice<E> extends Option {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Map<String, E>> values;

    private Choice(String name, String argument, String key, Supplier<Map<String, E>> values) {
        super(null, name, true, key);
        setArgName(argument);
        this.values = values;
    }

    /** Constants, each by its name in small letters. */
    public static <E extends Enum<E>> Choice<E> of(String name, String argument, String key, List<E> constants) {
        Map<String, E> values = new LinkedHashMap<>();
        constants.forEach(constant -> values.put(Spelling.lower(constant), constant));
        return new Choice<>(name, argument, key, () -> values);
    }

    /** Words that stand for themselves, looked up when somebody asks. */
    public static Choice<String> among(String name, String argument, String key, Supplier<List<String>> words) {
        return new Choice<>(name, argument, key, () -> {
            Map<String, String> values = new LinkedHashMap<>();
            words.get().forEach(word -> values.put(word, word));
            return values;
        });
    }

    /** The words, in the order in which people are told them. */
    public List<String> words() {
        return List.copyOf(values.get().keySet());
    }

    /** What is chosen, empty where the option is not given. */
    public Optional<E> one(CommandLine line) {
        return CommonOptions.single(line, getLongOpt())
                .map(typed -> named(typed).orElseThrow(() -> refusal("cli.usage.choice", typed)));
    }

    /** What is chosen where the option must be given. */
    public E required(CommandLine line) {
        return one(line).orElseThrow(() -> refusal("cli.usage.choice_missing", ""));
    }

    /** All that is chosen, with commas between; empty where the option is not given. */
    public Set<E> several(CommandLine line) {
        Set<E> chosen = new LinkedHashSet<>();
        CommonOptions.single(line, getLongOpt())
                .ifPresent(typed -> Arrays.stream(typed.split(",", -1))
                        .map(word -> named(word).orElseThrow(() -> refusal("cli.usage.choices", typed)))
                        .forEach(chosen::add));
        return chosen;
    }

    private Optional<E> named(String word) {
        return Optional.ofNullable(values.get().get(word.strip().toLowerCase(Locale.ROOT)));
    }

    private UsageError refusal(String key, String typed) {
        return new UsageError(key, Phrase.name(getLongOpt()), Phrase.name(typed), Phrase.nested(expected()));
    }

    /** What help says of an option; a sentence may name the words of a choice as {@code {0}} and the first of them as {@code {1}}. */
    public static String described(Option option, Wording words) {
        return option instanceof Choice<?> choice
                ? words.text(
                        option.getDescription(),
                        Phrase.nested(choice.expected()),
                        Phrase.name(choice.words().get(0)))
                : words.text(option.getDescription());
    }

    /** For example {@code csv, jsonl or openmetrics}. */
    private Phrase expected() {
        List<String> words = words();
        Phrase.Arg all = Phrase.name(words.get(0));
        for (int i = 1; i < words.size(); i++) {
            Phrase.Arg next = Phrase.name(words.get(i));
            all = Phrase.nested(Phrase.of(i < words.size() - 1 ? "list" : "check.or", all, next));
        }
        return Phrase.of("value", all);
    }
}
