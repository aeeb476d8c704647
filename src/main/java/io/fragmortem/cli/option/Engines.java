package io.fragmortem.cli.option;

import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.commons.cli.CommandLine;

/** The engines that are found beside this program: the local one is part of it, others register as services. */
public final class Engines {

    /** The engine that not every build has. */
    private static final String SPARK = "spark";

    private Engines() {}

    /** Their names, the local one first. */
    static List<String> names() {
        return all().stream().map(Engine::name).toList();
    }

    private static List<Engine> all() {
        List<Engine> all = new ArrayList<>(List.of(Engine.LOCAL));
        // by the loader that knows this program, whatever loader a thread carries with it
        ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).forEach(all::add);
        return all;
    }

    /** The engine of {@code --engine}, the local one where nothing is said. */
    public static Engine of(CommandLine line) {
        String wanted = CommonOptions.single(line, "engine").orElse(Engine.LOCAL.name());
        if (wanted.equals(Engine.LOCAL.name())) {
            return Engine.LOCAL; // without looking for services
        }
        Engine engine = all().stream()
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> wanted.equals(SPARK)
                        ? new UsageError("cli.usage.engine_unbuilt")
                        : new UsageError(
                                "cli.usage.engine", Phrase.name(wanted), Phrase.name(String.join(", ", names()))));
        if (!engine.isReady()) {
            throw new UsageError("cli.usage.engine_alone", Phrase.name(wanted));
        }
        return engine;
    }
}
