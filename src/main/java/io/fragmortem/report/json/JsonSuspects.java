package io.fragmortem.report.json;

import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Wording;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes suspects and actions, the same wherever they stand. */
final class JsonSuspects {

    private final JsonWriter json;
    private final Wording wording;

    JsonSuspects(JsonWriter json, Wording wording) {
        this.json = json;
        this.wording = wording;
    }

    void write(Suspect suspect) {
        json.beginObject().name("cause").value(suspect.cause().id());
        json.name("severity").value(Spelling.lower(suspect.severity()));
        json.name("confidence").value(Spelling.lower(suspect.confidence()));
        json.name("bytes").bytes(suspect.bytes()).name("share").value(suspect.share());
        json.name("score").value(suspect.score());
        json.name("at")
                .moment(suspect.atMicros())
                .name("over")
                .value(suspect.held().isOver());
        json.name("bytes_now").bytes(suspect.held().now());
        json.name("bytes_worst").bytes(suspect.held().worst().bytes());
        json.name("worst_at").moment(suspect.course().worst());
        json.name("since").moment(suspect.sinceMicros());
        json.name("state").value(Spelling.lower(suspect.state()));
        json.name("claim").value(wording.plain(suspect.claim()));
        json.name("evidence");
        phrases(suspect.evidence());
        json.name("ruled_out").beginArray();
        for (Suspect.RuledOut rival : suspect.ruledOut()) {
            json.beginObject().name("cause").value(rival.cause().id());
            json.name("how").value(wording.plain(rival.how())).endObject();
        }
        json.endArray();
        json.name("remedies");
        actions(suspect.remedies());
        json.endObject();
    }

    void actions(List<Action> actions) {
        json.beginArray();
        for (Action action : actions) {
            json.beginObject().name("kind").value(Spelling.lower(action.kind()));
            json.name("id").value(action.id()).name("what").value(wording.plain(action.what()));
            json.name("command");
            json.strings(action.command());
            json.name("bytes_back").bytes(action.bytesBack());
            json.name("needs").value(words(action.needs()));
            json.name("before");
            phrases(action.before());
            json.name("risk").value(words(action.risk()));
            json.name("not_when").value(words(action.notWhen()));
            json.name("verify").value(words(action.verify()));
            json.name("steps");
            phrases(action.steps());
            json.endObject();
        }
        json.endArray();
    }

    private @Nullable String words(Optional<Phrase> phrase) {
        return phrase.map(wording::plain).orElse(null);
    }

    private void phrases(List<Phrase> phrases) {
        json.strings(phrases.stream().map(wording::plain).toList());
    }
}
