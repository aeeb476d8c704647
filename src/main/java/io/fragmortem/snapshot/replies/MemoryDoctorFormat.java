package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MEMORY DOCTOR's words, with the headings of what it found. */
public final class MemoryDoctorFormat implements Format {

    private static final Passage PASSAGE = Passage.of(
            MemoryDoctorFormat::isGreeting,
            line -> line.isBlank() || line.strip().startsWith("*") || line.contains("I'm here to keep you safe"));

    private static final Pattern HEADING = Pattern.compile("^ ?\\* ([A-Z][A-Za-z ]{3,40}):");
    private static final Pattern ALLOCATOR = Pattern.compile("currently used allocator is \"([\\w.\\-]{1,40})\"");
    private static final int MAX_TEXT = 20_000;

    @Override
    public String name() {
        return "memory-doctor";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        return head.has("Sam, I detected a few issues") || head.has("Hi Sam, ")
                ? Sureness.INFO_OR_DOCUMENT
                : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.MAY_BE_TIMES, MemoryDoctorFormat::read);
    }

    private static boolean isGreeting(String line) {
        return line.contains("Sam, I detected") || line.contains("Hi Sam, ");
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        Visit visit = new Visit();
        int visits = 0;
        while (moments.next()) {
            String line = moments.line();
            if (moments.fresh() || isGreeting(line)) {
                visits += visit.give(sink) ? 1 : 0;
                visit = new Visit();
            }
            visit.line(line, moments);
        }
        visits += visit.give(sink) ? 1 : 0;
        if (visits == 0) {
            moments.reject(Phrase.of("input.found.no_greeting"), Phrase.of("input.expected.memory_doctor"));
        }
    }

    /** One answer. */
    private static final class Visit {

        private final StringBuilder text = new StringBuilder();
        private final List<List<String>> findings = new ArrayList<>();
        private Optional<Origin> origin = Optional.empty();
        private Stamp stamp = Stamp.NONE;

        void line(String line, Moments moments) {
            if (isGreeting(line)) {
                origin = Optional.of(moments.origin());
                stamp = moments.stamp();
            }
            if (origin.isEmpty() || text.length() > MAX_TEXT) {
                return;
            }
            text.append(line).append('\n');
            Matcher heading = HEADING.matcher(line);
            if (heading.find()) {
                findings.add(List.of(heading.group(1)));
            }
        }

        boolean give(Sink sink) {
            if (origin.isEmpty()) {
                return false;
            }
            String words = text.toString().strip();
            sink.exhibit(
                    new Exhibit(Exhibit.Kind.MEMORY_DOCTOR, origin.get(), stamp, List.of("finding"), findings, words));
            SampleBuilder sample = new SampleBuilder().fact(Fact.DOCTOR_TEXT, words);
            Matcher allocator = ALLOCATOR.matcher(words);
            if (allocator.find()) {
                sample.fact(Fact.MEM_ALLOCATOR, allocator.group(1));
            }
            if (words.contains("Valkey instance")) {
                sample.fact(Fact.SERVER_NAME, "valkey");
            }
            sink.sample(sample.build(origin.get(), stamp));
            return true;
        }
    }
}
