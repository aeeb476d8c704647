package io.fragmortem.cli.option;

import io.fragmortem.cli.process.Version;
import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.engine.JournalFile;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.RunKey;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.ReportFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * {@code --resume}: a run that was interrupted goes on where it was. A long run keeps a journal beside its report, whether it is asked to or
 * not; none is kept of what is to be redacted, since it holds names.
 */
public final class Resuming implements AutoCloseable {

    private static final String OPTION = "resume";

    /** A run over less than this is soon done again. */
    private static final long LONG_RUN_BYTES = 64_000_000;

    private final boolean asked;
    private final Optional<Path> folder;
    private final Thread interrupted;
    private @Nullable JournalFile journal;

    private Resuming(boolean asked, Optional<Path> folder, Runnable hint) {
        this.asked = asked;
        this.folder = folder;
        this.interrupted = new Thread(hint, "interrupted run");
    }

    public static void add(Options options) {
        options.addOption(null, OPTION, false, "cli.option.resume");
    }

    /**
     * @param out a path, or an address that only another engine reaches
     * @param hint tells whoever ends a run that keeps a journal how it goes on
     */
    public static Resuming of(CommandLine line, Engine engine, String out, Runnable hint) {
        boolean asked = line.hasOption(OPTION);
        boolean local = engine == Engine.LOCAL && !ReportFolder.isAddress(out);
        boolean possible = local && !ReportFolder.isPage(Path.of(out)) && !Redacting.isAsked(line);
        if (asked && !possible) {
            throw new UsageError("cli.usage.resume", Phrase.name(out));
        }
        return new Resuming(asked, possible ? Optional.of(Path.of(out)) : Optional.empty(), hint);
    }

    /** The command line for the report: going on makes no difference to it, nor does how many threads did so. */
    public static List<String> told(List<String> typed) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            String option = option(typed.get(i));
            if (option.equals(CommonOptions.THREADS)) {
                i++; // its value
            } else if (!option.equals(OPTION) && !option.startsWith(CommonOptions.THREADS + "=")) {
                told.add(typed.get(i));
            }
        }
        return told;
    }

    /** The name of an option, empty for what is none. */
    private static String option(String word) {
        return word.startsWith("-") ? word.replaceFirst("--?", "") : "";
    }

    /** The plan with a journal, where one is kept. */
    public Plan prepared(Plan plan) {
        if (folder.isEmpty() || !(asked || plan.bytes() >= LONG_RUN_BYTES)) {
            return plan;
        }
        try {
            journal = JournalFile.in(folder.get(), RunKey.of(plan, Version.TEXT + build()), asked);
            Runtime.getRuntime().addShutdownHook(interrupted);
            return plan.with(journal);
        } catch (IOException e) {
            return plan; // a run without a journal is a run all the same; the report will say what is wrong with its
            // folder
        }
    }

    /** Tells builds of one version apart: the jar's size and time. */
    private static String build() throws IOException {
        String first = System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator), 2)[0];
        Path jar = Path.of(first);
        return Files.isRegularFile(jar)
                ? " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis()
                : "";
    }

    /** The report is whole. */
    public void done() {
        if (journal != null) {
            journal.delete();
        }
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
            try {
                Runtime.getRuntime().removeShutdownHook(interrupted);
            } catch (IllegalStateException e) {
                // the process is ending, and has told
            }
        }
    }
}
