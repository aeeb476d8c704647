package io.fragmortem.cli.option;

import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.commons.cli.CommandLine;

/** The engines that are found beside this program: the local one is part of it, others register as services. */
public final class Engines {

    private Engines() {}

    /** The engine of {@code --engine}, the local one where nothing is said. */
    public static Engine of(CommandLine line) {
        String wanted = CommonOptions.single(line, "engine").orElse(Engine.LOCAL.name());
        if (wanted.equals(Engine.LOCAL.name())) {
            return Engine.LOCAL;
        }
        List<String> found = new ArrayList<>(List.of(Engine.LOCAL.name()));
        for (Engine engine : ServiceLoader.load(Engine.class)) {
            if (engine.name().equals(wanted)) {
                return engine;
            }
            found.add(engine.name());
        }
        throw new UsageError("cli.usage.engine", Phrase.name(wanted), Phrase.name(String.join(", ", found)));
    }
}
