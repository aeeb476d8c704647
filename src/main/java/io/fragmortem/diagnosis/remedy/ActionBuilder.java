package io.fragmortem.diagnosis.remedy;

import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts an action together; all but remedy and sentence may be left out. */
public final class ActionBuilder {

    private final Remedy remedy;
    private Phrase what = Phrase.of("none");
    private final List<String> commands = new ArrayList<>();
    private Optional<Action.Back> back = Optional.empty();
    private Optional<Phrase> needs = Optional.empty();
    private final List<Phrase> before = new ArrayList<>();
    private Optional<Phrase> risk = Optional.empty();
    private Optional<Phrase> notWhen = Optional.empty();
    private Optional<Phrase> verify = Optional.empty();
    private final List<Phrase> steps = new ArrayList<>();

    ActionBuilder(Remedy remedy) {
        this.remedy = remedy;
    }

    /** One sentence: what to do, to ask or not to do. */
    public ActionBuilder saying(String key, Phrase.Arg... args) {
        return saying(Phrase.of(key, args));
    }

    public ActionBuilder saying(Phrase sentence) {
        what = sentence;
        return this;
    }

    /** An exact command to type. */
    public ActionBuilder command(String command) {
        commands.add(command);
        return this;
    }

    /** Bytes of RSS expected back. */
    public ActionBuilder back(double bytes) {
        back = Optional.of(new Action.Back(bytes, Optional.empty()));
        return this;
    }

    /** Bytes of RSS expected back, and the sentence for the case that an earlier action gives them back. */
    public ActionBuilder back(double bytes, String restKey) {
        back = Optional.of(new Action.Back(bytes, Optional.of(Phrase.of(restKey))));
        return this;
    }

    /** The version and the build that have it. */
    public ActionBuilder needs(String key, Phrase.Arg... args) {
        needs = Optional.of(Phrase.of(key, args));
        return this;
    }

    /** What the data shows to stand in the way, in the order in which to mend it. */
    public ActionBuilder before(List<Phrase> failed) {
        before.addAll(failed);
        return this;
    }

    public ActionBuilder risk(String key, Phrase.Arg... args) {
        return risk(Phrase.of(key, args));
    }

    public ActionBuilder risk(Phrase sentence) {
        risk = Optional.of(sentence);
        return this;
    }

    public ActionBuilder notWhen(String key, Phrase.Arg... args) {
        return notWhen(Phrase.of(key, args));
    }

    public ActionBuilder notWhen(Phrase sentence) {
        notWhen = Optional.of(sentence);
        return this;
    }

    /** How the next capture will show that it worked. */
    public ActionBuilder verify(String key, Phrase.Arg... args) {
        return verify(Phrase.of(key, args));
    }

    public ActionBuilder verify(Phrase sentence) {
        verify = Optional.of(sentence);
        return this;
    }

    public ActionBuilder steps(List<Phrase> ordered) {
        steps.addAll(ordered);
        return this;
    }

    public Action build() {
        return new Action(remedy, what, commands, back, needs, before, risk, notWhen, verify, steps);
    }
}
