package io.fragmortem.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files that appear all at once: written into a hidden folder beside their place, renamed when all of them are whole. What
 * fails or is interrupted before leaves everything as it was.
 */
final class Staging implements AutoCloseable {

    /** The number of the process follows: who works beside us in the same folder is left alone. */
    private static final Pattern HIDDEN = Pattern.compile("\\.fragmortem-unfinished-(\\d{1,18})-.*");

    private final Path place;
    private final Path beside;
    private final boolean made;
    private final List<String> names = new ArrayList<>();
    /** The process is ending, and what is unfinished is gone: nothing may come after it. */
    private boolean ended;

    private final Thread atTheEnd = new Thread(this::clear, "unfinished report");

    private Staging(Path place, Path beside, boolean made) {
        this.place = place;
        this.beside = beside;
        this.made = made;
    }

    /** Begins files for this folder, which is made when missing; what a run that was killed left there goes. */
    static Staging in(Path place) {
        boolean made = !Files.exists(place);
        try {
            Files.createDirectories(place);
            deleteLeft(place);
            String name = ".fragmortem-unfinished-" + ProcessHandle.current().pid() + "-";
            Staging staging = new Staging(place, Files.createTempDirectory(place, name), made);
            Runtime.getRuntime().addShutdownHook(staging.atTheEnd);
            return staging;
        } catch (IOException e) {
            throw new WriteFailure(place.toString(), e);
        }
    }

    private static void deleteLeft(Path place) throws IOException {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, ".fragmortem-unfinished-*")) {
            for (Path folder : all) {
                Matcher hidden = HIDDEN.matcher(folder.getFileName().toString());
                if (hidden.matches()
                        && ProcessHandle.of(Long.parseLong(hidden.group(1))).isEmpty()) {
                    left.add(folder);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        for (Path folder : left) {
            delete(folder);
        }
    }

    /** Finds out before a long analysis what would keep its report from being written, without leaving a trace. */
    static void require(Path place) {
        Path there = place.toAbsolutePath().normalize();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new WriteFailure(place.toString(), new NotDirectoryException(there.toString()));
        }
        if (!Files.isWritable(there)) {
            throw new WriteFailure(place.toString(), new AccessDeniedException(there.toString()));
        }
    }

    /** Writes one file under its later name, which may have folders in it. */
    synchronized void write(String name, Consumer<Writer> content) {
        if (ended) {
            return;
        }
        Path file = beside.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                content.accept(out);
            }
            names.add(name);
        } catch (UncheckedIOException e) {
            throw new WriteFailure(shown(name), Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw new WriteFailure(shown(name), e);
        }
    }

    /** The same for a text. */
    void write(String name, String text) {
        write(name, out -> {
            try {
                out.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Puts all files into their places, in the order in which they were written. */
    synchronized void publish() {
        if (ended) {
            return;
        }
        for (String name : names) {
            try {
                Path target = place.resolve(name);
                Files.createDirectories(target.getParent());
                Files.move(
                        beside.resolve(name),
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new WriteFailure(shown(name), e);
            }
        }
    }

    private String shown(String name) {
        return place.resolve(name).toString();
    }

    /** Takes the hidden folder away, and the place itself when it was made for nothing. */
    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook did the same
        }
    }

    private synchronized void clear() {
        ended = true;
        try {
            delete(beside);
            if (made && isEmpty(place)) {
                Files.delete(place);
            }
        } catch (IOException e) {
            // what is left is hidden, and the next run takes it away
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            return !children.iterator().hasNext();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
