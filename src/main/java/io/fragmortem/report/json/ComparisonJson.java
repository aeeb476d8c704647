package io.fragmortem.report.json;

import io.fragmortem.fleet.compare.ComparedRun;
import io.fragmortem.fleet.compare.Comparison;
import io.fragmortem.fleet.compare.Comparison.Moved;
import io.fragmortem.fleet.compare.Side;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.level.Level;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two inputs compared, as {@code compare} writes it: {@code {"schema":...,"tool":...,"comparisons":[...]}}. */
public final class ComparisonJson {

    private final Wording wording;

    public ComparisonJson(Wording wording) {
        this.wording = wording;
    }

    /**
     * The whole run; ends with a line end.
     *
     * @param commandLine as typed
     */
    public String of(ComparedRun run, String toolVersion, List<String> commandLine) {
        StringBuilder out = new StringBuilder(4_096);
        JsonWriter json = new JsonWriter(out);
        json.beginObject().name("schema").value(JsonReport.SCHEMA);
        json.name("tool")
                .beginObject()
                .name("name")
                .value("fragmortem")
                .name("version")
                .value(toolVersion);
        json.name("command_line").strings(commandLine).endObject();
        json.name("comparisons").beginArray();
        run.pairs().forEach(pair -> comparison(json, pair.comparison()));
        json.endArray();
        json.name("only_before").strings(run.onlyBefore());
        json.name("only_after").strings(run.onlyAfter()).endObject();
        return out.append('\n').toString();
    }

    private void comparison(JsonWriter json, Comparison comparison) {
        json.beginObject().name("name").value(comparison.after().name());
        json.name("outcome").value(Spelling.lower(comparison.outcome()));
        json.name("sentence").value(wording.plain(comparison.sentence()));
        json.name("caveats")
                .strings(comparison.caveats().stream().map(wording::plain).toList());
        json.name("before");
        side(json, comparison.before());
        json.name("after");
        side(json, comparison.after());
        json.name("levels").beginArray();
        comparison.levels().forEach(moved -> level(json, moved));
        json.endArray();
        json.name("settings").beginArray();
        for (Comparison.Changed changed : comparison.settings()) {
            json.beginObject().name("name").value(changed.name());
            json.name("before").value(changed.before());
            json.name("after").value(changed.after()).endObject();
        }
        json.endArray().endObject();
    }

    private static void side(JsonWriter json, Side side) {
        json.beginObject().name("name").value(side.name());
        json.name("window").beginObject().name("from").moment(side.window().fromMicros());
        json.name("to").moment(side.window().toMicros()).endObject();
        json.name("samples").value(side.window().samples());
        json.name("severity")
                .value(side.verdict()
                        .flatMap(Side.Verdict::severity)
                        .map(Spelling::lower)
                        .orElse(null));
        json.name("cause").value(told(side, Side.Verdict::cause));
        json.name("sentence").value(told(side, Side.Verdict::sentence));
        json.endObject();
    }

    private static @Nullable String told(Side side, Function<Side.Verdict, String> part) {
        return side.verdict().map(part).filter(text -> !text.isEmpty()).orElse(null);
    }

    private static void level(JsonWriter json, Moved moved) {
        Level.Difference difference = moved.difference();
        json.beginObject().name("metric").value(moved.metric());
        json.name("before")
                .bytes(moved.before().mean())
                .name("after")
                .bytes(moved.after().mean());
        json.name("difference").bytes(difference.size());
        json.name("low")
                .bytes(difference.low())
                .name("high")
                .bytes(difference.high())
                .endObject();
    }
}
