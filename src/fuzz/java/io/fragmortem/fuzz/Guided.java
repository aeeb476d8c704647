package io.fragmortem.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The door for Jazzer, which changes inputs so that they reach more of the code; the target is its {@code --target_args}. Run by itself it
 * writes the seeds of a target into a folder.
 */
public final class Guided {

    private static Target target = Target.READERS;

    private Guided() {}

    /** Called once, with the name of a target. */
    public static void fuzzerInitialize(String[] args) {
        target = Target.valueOf(args[0]);
    }

    /** Called for every input. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        target.run(input);
    }

    /**
     * @param args name of a target, folder
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        List<byte[]> seeds = Target.valueOf(args[0]).seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }
}
