package io.fragmortem.report;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.source.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What lies where a report is to go and must not be lost: a file that is none of ours, a report of the other command, and what
 * people typed into a page. Our own earlier report is replaced.
 */
public final class Occupied {

    private static final String INDEX = InstanceFiles.Pages.INDEX;
    private static final String RESULT = "result.json";
    private static final String COMPARED = "\"comparisons\":[";

    /** As much of a file as tells what it is. */
    private static final int HEAD = 8 << 20;

    private Occupied() {}

    /** Which command writes a report. */
    public enum Work {
        ANALYZE,
        COMPARE
    }

    /** Whether what people typed is taken over. */
    public enum Typing {
        KEPT,
        LOST
    }

    /** Why nothing may be written there, and what to do; empty where nothing would be lost. */
    public static Optional<Phrase> by(Path out, Work work, Typing typing, Set<TicketText.Form> summaries) {
        boolean page = ReportFolder.isPage(out);
        List<Path> ours = page ? List.of(out) : List.of(out.resolve(INDEX), out.resolve(RESULT));
        try {
            boolean known = false;
            for (Path file : ours) {
                if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                    continue; // nothing is lost
                }
                String text = head(file);
                if (!KeptHuman.isOurs(text)) {
                    return Optional.of(foreign(file));
                }
                if (text.contains(COMPARED) != (work == Work.COMPARE) && tellsWork(file, text)) {
                    return Optional.of(Phrase.of(
                            "cli.usage.other_report",
                            Phrase.name(out.toString()),
                            Phrase.name(work == Work.COMPARE ? "analyze" : "compare")));
                }
                known = true;
            }
            Optional<Path> other = known || page ? Optional.empty() : others(out, summaries);
            if (other.isPresent()) {
                return other.map(Occupied::foreign);
            }
        } catch (IOException e) {
            return Optional.of(
                    Phrase.of("cli.usage.unreadable", Phrase.name(out.toString()), Phrase.nested(Reason.of(e))));
        }
        return typing == Typing.LOST ? typed(out) : Optional.empty();
    }

    /** The page of a fleet holds no result. */
    private static boolean tellsWork(Path file, String text) {
        return file.endsWith(RESULT) || text.contains("\"schema\":\"fragmortem/");
    }

    private static Optional<Path> others(Path out, Set<TicketText.Form> summaries) {
        List<String> names = new ArrayList<>(List.of("fleet.csv", "result.jsonl"));
        summaries.forEach(form -> names.add(form.fileName()));
        return names.stream().map(out::resolve).filter(Files::isRegularFile).findFirst();
    }

    private static Optional<Phrase> typed(Path out) {
        boolean holds = Files.isRegularFile(ReportFolder.isPage(out) ? out : out.resolve(INDEX))
                && KeptHuman.read(out).size() > 0;
        return holds ? Optional.of(Phrase.of("cli.usage.typed", Phrase.name(out.toString()))) : Optional.empty();
    }

    private static Phrase foreign(Path file) {
        return Phrase.of("cli.usage.foreign", Phrase.name(file.toString()));
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
        }
    }
}
