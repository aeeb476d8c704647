package io.fragmortem.timeline.instance;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Assumption;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBlock;
import io.fragmortem.snapshot.Sink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Receives what one source says, stream by stream and speaker by speaker. Several sources may be read side by side, each into
 * findings of its own; {@link Instances#add} puts them together in the order of the input.
 */
public final class SourceFindings implements Sink {

    /** Findings that may wait outside of parts, over all speakers of a stream. */
    private static final int MOST_OPEN = 1 << 16;

    private final Store store;
    private final Consumer<Rejected> rejects;
    private final Map<Speaker, SpeakerFindings> speakers = new LinkedHashMap<>();
    private final Set<Sighting> seen = new LinkedHashSet<>();
    private ProcessesBeside beside = new ProcessesBeside();

    /** Names of servers that the input does not name. */
    private final Set<String> parted = new HashSet<>();

    /** Those who have said something that is not in a part yet. */
    private final Set<SpeakerFindings> speaking = new LinkedHashSet<>();

    private Speaker speaker = new Speaker("", Optional.empty());
    private SpeakerFindings current;
    private int open;

    /** Who speaks where. */
    record Speaker(String stream, Optional<String> label) {

        Origin place() {
            return new Origin(stream, 0, -1, label);
        }
    }

    /** A process shows for the first time with a speaker. */
    record Sighting(String runId, Speaker speaker) {}

    /**
     * @param store keeps what is said
     * @param rejects receives bad regions as they come
     */
    public SourceFindings(Store store, Consumer<Rejected> rejects) {
        this.store = store;
        this.rejects = rejects;
        this.current = new SpeakerFindings("", Optional.empty(), store);
    }

    @Override
    public void accept(Finding finding) {
        if (finding instanceof Rejected rejected) {
            rejects.accept(rejected);
            return;
        }
        Finding told = finding instanceof Sample sample ? beside.named(sample) : finding;
        SpeakerFindings said = of(told.origin());
        if (told instanceof Sample sample) {
            sight(sample);
        }
        if (told != finding) {
            told.origin().label().filter(parted::add).ifPresent(name -> said.add(assumption(told.origin(), name)));
        }
        int before = said.open();
        said.add(told);
        open += said.open() - before;
        if (open > MOST_OPEN) {
            close();
        }
    }

    private static Assumption assumption(Origin place, String name) {
        return new Assumption(place, Phrase.of("input.assumed.process_beside", Phrase.name(name)));
    }

    private SpeakerFindings of(Origin origin) {
        if (!origin.stream().equals(speaker.stream) || !origin.label().equals(speaker.label)) {
            if (!origin.stream().equals(speaker.stream)) {
                close();
            }
            speaker = new Speaker(origin.stream(), origin.label());
            current = speakers.computeIfAbsent(speaker, key -> new SpeakerFindings(key.stream(), key.label(), store));
            speaking.add(current);
        }
        return current;
    }

    private void sight(Sample sample) {
        String runId = sample.facts().get(Fact.RUN_ID);
        if (runId != null && Spoken.Life.identifies(runId)) {
            seen.add(new Sighting(runId, speaker));
        }
    }

    /** Begins anew, as if nothing had been said. */
    public void forget() {
        close();
        speakers.values().forEach(SpeakerFindings::release);
        speakers.clear();
        seen.clear();
        parted.clear();
        speaking.clear();
        beside = new ProcessesBeside();
        speaker = new Speaker("", Optional.empty());
        current = new SpeakerFindings("", Optional.empty(), store);
        open = 0;
    }

    /** Puts everything that is open into parts; to be called when the source has ended. */
    public void close() {
        speaking.forEach(SpeakerFindings::close);
        speaking.clear();
        speaking.add(current);
        open = 0;
    }

    /** Who says something, without what they say, as a value that can travel. */
    public Spoken.Speech heads() {
        close();
        Map<Speaker, Integer> places = new HashMap<>();
        speakers.keySet().forEach(one -> places.put(one, places.size()));
        return new Spoken.Speech(
                speakers.values().stream().map(SpeakerFindings::head).toList(),
                seen.stream()
                        .map(sighting ->
                                new Spoken.Sighting(sighting.runId(), places.getOrDefault(sighting.speaker(), 0)))
                        .toList());
    }

    /** What waits in the store of all that is said. */
    public Waiting waiting() {
        return new Waiting(
                heads(), speakers.values().stream().map(SpeakerFindings::words).toList());
    }

    /**
     * All that a source says, its words where they wait.
     *
     * @param heads who speaks
     * @param words of each of them, in the same order
     */
    public record Waiting(Spoken.Speech heads, List<Words> words) {}

    /** What one speaker says: samples, and the other findings. */
    public record Words(List<Store.Kept<SampleBlock>> blocks, List<Store.Kept<Spoken.Others>> others) {}

    /** What they say, in the same order, each as a value that can travel and made when it is asked for. */
    public Iterator<Spoken> spoken() {
        close();
        return speakers.values().stream().map(SpeakerFindings::spoken).iterator();
    }

    /**
     * What a source said elsewhere.
     *
     * @param first id of its first speaker; the others follow
     * @param whole gives all that the speaker of an id says, where that matters
     */
    public static SourceFindings of(Spoken.Speech speech, long first, LongFunction<Spoken> whole) {
        SourceFindings findings = new SourceFindings(Store.inMemory(), rejected -> {});
        for (Spoken spoken : speech.speakers()) {
            long id = first + findings.speakers.size();
            findings.speakers.put(
                    new Speaker(spoken.stream(), spoken.label()),
                    SpeakerFindings.of(spoken, id, () -> whole.apply(id)));
        }
        findings.see(speech);
        return findings;
    }

    /** What a source said in an earlier run. */
    public static SourceFindings again(Waiting waiting, Store store) {
        SourceFindings findings = new SourceFindings(store, rejected -> {});
        for (int i = 0; i < waiting.words().size(); i++) {
            Spoken head = waiting.heads().speakers().get(i);
            findings.speakers.put(
                    new Speaker(head.stream(), head.label()),
                    SpeakerFindings.again(head, waiting.words().get(i), store));
        }
        findings.see(waiting.heads());
        return findings;
    }

    private void see(Spoken.Speech speech) {
        List<Speaker> order = List.copyOf(speakers.keySet());
        speech.sightings().forEach(sighting -> seen.add(new Sighting(sighting.runId(), order.get(sighting.speaker()))));
    }

    /** Which process shows where, in the order of the input. */
    Set<Sighting> sightings() {
        return seen;
    }

    Map<Speaker, SpeakerFindings> speakers() {
        return speakers;
    }
}
