package io.fragmortem.diagnosis.rule;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A model as {@code rule-cases.txt} writes it: a real capture of {@code samples}, or a text in which an expression in braces is
 * computed for each row.
 *
 * @param text as written
 * @param without fields, facts and kinds of events that are taken away
 */
record Scene(String text, List<String> without) {

    private static final Map<String, MemoryModel> READ = new ConcurrentHashMap<>();
    private static final Pattern EXPRESSION = Pattern.compile("\\{([^}]*)\\}");
    private static final Pattern EVENT = Pattern.compile("!(\\w+)@(\\d+)(?:\\(([^)]*)\\))?");
    private static final String ROUNDED = " ROUNDED";

    Scene {
        without = List.copyOf(without);
    }

    static Scene of(String text) {
        String[] parts = text.split("\\s+without\\s+");
        return new Scene(parts[0].strip(), parts.length < 2 ? List.of() : List.of(parts[1].split("\\s+")));
    }

    boolean isReal() {
        return text.startsWith("sample ");
    }

    Scene without(Stream<String> more) {
        return new Scene(text, Stream.concat(without.stream(), more).toList());
    }

    /** The model with T for the threshold's place. */
    MemoryModel model(double t) {
        return isReal() ? READ.computeIfAbsent(this.toString(), key -> real()) : MemoryModel.of(written(t));
    }

    private MemoryModel real() {
        String[] words = text.split("\\s+");
        int most = words.length > 3 ? Integer.parseInt(words[3]) : Integer.MAX_VALUE;
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
        Sink sink = new Sieve(instances, without, most);
        Ingest.read(
                List.of("samples/" + words[1]),
                ReadOptions.defaults(),
                InputStream.nullInputStream(),
                sink,
                name -> {});
        List<Timeline> timelines = instances.timelines();
        if (timelines.size() != 1) {
            throw new IllegalStateException(text + ": " + timelines.size() + " instances");
        }
        return MemoryModel.of(timelines.get(0));
    }

    private Timeline written(double t) {
        String[] segments = text.split("\\s*;\\s*");
        Capture capture = new Capture();
        String base = event(segments[0], capture, t) + taken();
        if (segments.length == 1) {
            return capture.at(0, computed(base, t, 0)).timeline();
        }
        double seconds = 0;
        int row = 0;
        for (int s = 1; s < segments.length; s++) {
            int blank = (segments[s] + " ").indexOf(' ');
            String[] times = segments[s].substring(0, blank).split("@");
            double step = Expression.value(computed(times[1], t, row), t, row);
            for (int i = 0; i < Integer.parseInt(times[0]); i++) {
                capture.at(seconds, computed(base + segments[s].substring(blank) + taken(), t, row));
                seconds += step;
                row++;
            }
        }
        return capture.timeline();
    }

    private String taken() {
        StringBuilder words = new StringBuilder(" ");
        without.forEach(name -> words.append(name).append(":- "));
        return words.toString();
    }

    /** Replaces the names of whole instances; takes out the events and the mark of rounded texts. */
    private static String event(String base, Capture capture, double t) {
        String known =
                base.replace("QUIET", Cases.QUIET).replace("OLD", Cases.OLD).replace("FOUNDING", Cases.FOUNDING);
        Matcher event = EVENT.matcher(known);
        while (event.find()) {
            Map<Amount, Double> numbers = new EnumMap<>(Amount.class);
            for (String pair :
                    event.group(3) == null ? new String[0] : event.group(3).split(",")) {
                String[] sides = pair.split("=");
                numbers.put(Amount.valueOf(sides[0]), Double.valueOf(computed(sides[1], t, 0)));
            }
            Stamp when = new Stamp(Capture.micros(Double.parseDouble(event.group(2))), TimeSource.STATED);
            capture.event(when, Event.Kind.valueOf(event.group(1)), event.group(1), numbers);
        }
        if (known.contains(ROUNDED)) {
            capture.mark(Sample.Mark.ROUNDED);
        }
        return EVENT.matcher(known).replaceAll("").replace(ROUNDED, "");
    }

    private static String computed(String text, double t, int row) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(match -> String.format(Locale.ROOT, "%.9f", Expression.value(match.group(1), t, row)));
    }

    /** Sums of products of numbers (with K, M, G), T, i and r: number of the row and noise of deviation 1; left to right. */
    private static final class Expression {

        private static final Pattern TERM = Pattern.compile("([+-]?)([^+-]+)");
        private static final Pattern FACTOR = Pattern.compile("([*/]?)([^*/]+)");

        private Expression() {}

        static double value(String text, double t, int row) {
            double sum = 0;
            Matcher term = TERM.matcher(text.replace(" ", ""));
            while (term.find()) {
                double product = 1;
                Matcher factor = FACTOR.matcher(term.group(2));
                while (factor.find()) {
                    double value = number(factor.group(2), t, row);
                    product = factor.group(1).equals("/") ? product / value : product * value;
                }
                sum += term.group(1).equals("-") ? -product : product;
            }
            return sum;
        }

        private static double number(String text, double t, int row) {
            if (text.equals("T") || text.equals("i")) {
                return text.equals("T") ? t : row;
            }
            if (text.equals("r")) {
                return new Random(31L * row).nextGaussian();
            }
            int power = "KMG".indexOf(text.charAt(text.length() - 1)) + 1;
            String digits = power == 0 ? text : text.substring(0, text.length() - 1);
            return Double.parseDouble(digits) * Math.pow(1024, power);
        }
    }

    /** Lets through what is not taken away; a name that ends in a star stands for all that begin so. */
    private record Sieve(Instances into, List<String> without, int most, List<Sample> seen) implements Sink {

        Sieve(Instances into, List<String> without, int most) {
            this(into, without, most, new ArrayList<>());
        }

        private boolean isTaken(String name) {
            return without.stream()
                    .anyMatch(w -> w.endsWith("*") ? name.startsWith(w.substring(0, w.length() - 1)) : name.equals(w));
        }

        @Override
        public void accept(Finding finding) {
            if (finding instanceof Sample sample) {
                without(sample);
            } else if (!(finding instanceof Event event)
                    || !isTaken(event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                into.accept(finding);
            }
        }

        private void without(Sample sample) {
            if (seen.size() >= most) {
                return;
            }
            seen.add(sample);
            SampleBuilder builder = new SampleBuilder();
            sample.forEach((field, value) -> {
                if (!isTaken(field.infoName())) {
                    builder.set(field, value, sample.error(field));
                }
            });
            sample.facts().forEach((fact, value) -> {
                if (!isTaken(fact.infoName())) {
                    builder.fact(fact, value);
                }
            });
            sample.marks().forEach(builder::mark);
            into.sample(builder.build(sample.origin(), sample.stamp()));
        }
    }
}
