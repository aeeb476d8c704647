package io.fragmortem.fleet.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program's own files in the folder for temporary files. Other processes use it at the same time, other tests too: theirs have a
 * name for a moment only, ours would keep it.
 *
 * @param names of all that are there
 */
record TemporaryFiles(Set<String> names) {

    private static final int LOOKS = 50;

    static TemporaryFiles now() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return new TemporaryFiles(all.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.matches("fragmortem-.*\\.tmp"))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** Whatever has come since is gone, or goes in a moment. */
    void assertNoneIsNew() throws IOException {
        Set<String> stay = new TreeSet<>(now().names);
        stay.removeAll(names);
        for (int look = 0; look < LOOKS && !stay.isEmpty(); look++) {
            await();
            stay.retainAll(now().names);
        }
        assertEquals(Set.of(), stay);
    }

    private static void await() {
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
}
