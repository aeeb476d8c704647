package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Walks the inputs of a run: files, folders with everything below them, {@code -} for standard input. Nothing is
 * unpacked to disk, nothing but regular files is opened, and whatever cannot be read is reported and passed over.
 */
public final class Sources {

    /** What explains a folder of captures is no capture; given by itself it is read all the same. */
    private static final Pattern README = Pattern.compile("(?i)readme(\\.(md|txt|rst))?");

    private final Limits limits;
    private final List<Source> found = new ArrayList<>();
    private final Set<Object> seenFiles = new HashSet<>();

    private LeftOut leftOut = new LeftOut();

    private final Scope scope;

    private Sources(Limits limits, Scope scope) {
        this.limits = limits;
        this.scope = scope;
    }

    /**
     * Lists what there is to read below the inputs: inputs in the given order, folders sorted by name (UTF-16 code units, no
     * locale). Inside folders READMEs, what is expected of samples, and files already listed are passed over in silence; reports of this
     * program and hidden files too, and a source says so.
     */
    public static List<Source> list(List<String> inputs, Limits limits) {
        return list(inputs, limits, Scope.CAPTURES);
    }

    /** The same, for those who look for something else than captures. */
    public static List<Source> list(List<String> inputs, Limits limits, Scope scope) {
        Sources sources = new Sources(limits, scope);
        for (String input : inputs) {
            if (input.equals("-")) {
                sources.found.add(new Source("-", Optional.empty(), OptionalLong.empty(), 0, Optional.empty()));
            } else {
                sources.visitInput(input);
                sources.found.addAll(sources.leftOut.told(input));
                sources.leftOut = new LeftOut();
            }
        }
        return sources.found;
    }

    /**
     * Gives the visitor every stream of one source.
     *
     * @return whether all that is packed in it agrees with itself and its checksums; else what was given may be garbled, and
     *     {@link #readSound} gives what is not
     */
    public static boolean read(Source source, Limits limits, InputStream stdin, Visitor visitor) {
        return read(source, limits, Scope.CAPTURES, stdin, visitor);
    }

    /** Whether a file holds something packed, by its first bytes. */
    public static boolean isPacked(Source source) {
        Packing packing = source.path().map(file -> Packing.of(head(file))).orElse(Packing.NONE);
        return packing.isCompression() || packing.isArchive();
    }

    /** The same, for those who look for something else than captures. */
    public static boolean read(Source source, Limits limits, Scope scope, InputStream stdin, Visitor visitor) {
        Unpacker unpacker = new Unpacker(limits, scope, visitor);
        opened(source, stdin, visitor, raw -> unpacker.unpack(source.name(), source.modifiedMicros(), raw));
        return unpacker.isSound();
    }

    /**
     * Gives the visitor what stands before the faults of a source that is known to have some, and behind them where it is text in several
     * members of gzip. It is read twice.
     *
     * @param stdin gives anew what is read where the source is no file
     */
    public static void readSound(Source source, Limits limits, Supplier<InputStream> stdin, Visitor visitor) {
        if (hasReadMembers(source, limits, stdin, visitor)) {
            return;
        }
        List<Damage> found = new ArrayList<>();
        opened(source, stdin.get(), visitor, raw -> found.add(Examination.of(source, limits, Scope.CAPTURES, raw)));
        Damage damage = found.isEmpty() ? Damage.NONE : found.get(0);
        Unpacker unpacker = new Unpacker(limits, Scope.CAPTURES, visitor, damage);
        opened(source, stdin.get(), visitor, raw -> unpacker.unpack(source.name(), source.modifiedMicros(), raw));
    }

    private static boolean hasReadMembers(Source source, Limits limits, Supplier<InputStream> stdin, Visitor visitor) {
        try (SeekableByteChannel stored = channel(source, stdin)) {
            List<GzipMembers.Piece> pieces = GzipMembers.of(stored, limits);
            if (!pieces.isEmpty()) {
                new Unpacker(limits, Scope.CAPTURES, visitor)
                        .unpack(source.name(), source.modifiedMicros(), new MendedGzip(stored, pieces));
                GzipMembers.losses(pieces).forEach(loss -> visitor.problem(new Problem(source.name(), loss)));
            }
            return !pieces.isEmpty();
        } catch (IOException e) {
            return false; // whoever reads it in another way will hear the same
        }
    }

    private static SeekableByteChannel channel(Source source, Supplier<InputStream> stdin) throws IOException {
        return source.path().isPresent()
                ? Files.newByteChannel(source.path().get())
                : new SeekableInMemoryByteChannel(stdin.get().readAllBytes());
    }

    private static void opened(Source source, InputStream stdin, Visitor visitor, Consumer<InputStream> reader) {
        if (source.refusal().isPresent()) {
            Problem why = new Problem(source.name(), source.refusal().get());
            if (source.isLeftOut()) {
                visitor.leftOut(why);
            } else {
                visitor.problem(why);
            }
            return;
        }
        if (source.path().isEmpty()) {
            reader.accept(stdin);
            return;
        }
        try (WholeFile in = new WholeFile(source.path().get(), source.bytes(), visitor::taken)) {
            reader.accept(in);
            in.shrunk().ifPresent(reason -> visitor.problem(new Problem(source.name(), reason)));
        } catch (IOException e) {
            visitor.problem(new Problem(source.name(), Reason.of(e)));
        }
    }

    /**
     * Visits every stream below the inputs, in the order of {@link #list}. Example: {@code Sources.visit(List.of("logs", "-"),
     * Limits.defaults(), System.in, visitor)}.
     */
    public static void visit(List<String> inputs, Limits limits, InputStream stdin, Visitor visitor) {
        list(inputs, limits).forEach(source -> read(source, limits, stdin, visitor));
    }

    private void visitInput(String input) {
        try {
            visit(Path.of(input), input, new ArrayList<>(), true);
        } catch (InvalidPathException e) {
            problem(Problem.escape(input), Phrase.of("input.problem.no_path"));
        }
    }

    private void visit(Path path, String name, List<Object> above, boolean given) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Object key = attributes.fileKey() == null ? path.toRealPath() : attributes.fileKey();
            if (attributes.isDirectory()) {
                visitFolder(path, name, above, key);
            } else if (!attributes.isRegularFile()) {
                problem(name, Phrase.of("input.problem.no_file"));
            } else if (!given && scope == Scope.CAPTURES && isOwnReport(path)) {
                if (!OwnReports.isExpectation(head(path))) {
                    leftOut.own(name);
                }
            } else if (seenFiles.add(key)) {
                long modified = attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS);
                found.add(new Source(
                        name, Optional.of(path), OptionalLong.of(modified), attributes.size(), Optional.empty()));
            }
        } catch (IOException e) {
            problem(name, Reason.of(e));
        }
    }

    private void visitFolder(Path folder, String name, List<Object> above, Object key) throws IOException {
        if (above.contains(key)) {
            problem(name, Phrase.of("input.problem.loop"));
            return;
        }
        if (above.size() >= limits.maxFolders()) {
            problem(name, Phrase.of("input.problem.folders", Phrase.count(limits.maxFolders())));
            return;
        }
        above.add(key);
        for (Path child : children(folder, name)) {
            visit(child, below(name, child), above, false);
        }
        above.remove(above.size() - 1);
    }

    private List<Path> children(Path folder, String name) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            List<Path> all = children(stream, reason -> problem(name, reason));
            if (scope == Scope.EVERYTHING) {
                return all;
            }
            List<Path> captures = new ArrayList<>();
            for (Path child : all) {
                if (!isPassedOver(child.getFileName().toString())) {
                    captures.add(child);
                } else {
                    leftOut.passedOver(below(name, child));
                }
            }
            return captures;
        }
    }

    private static String below(String folder, Path child) {
        return folder.endsWith("/") ? folder + child.getFileName() : folder + "/" + child.getFileName();
    }

    /** What a folder lists, sorted; when it fails in the middle, what it listed until then. */
    static List<Path> children(Iterable<Path> folder, Consumer<Phrase> failed) {
        List<Path> children = new ArrayList<>();
        try {
            folder.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            failed.accept(
                    Phrase.of("input.problem.listing", Phrase.nested(Reason.of(Objects.requireNonNull(e.getCause())))));
        }
        children.sort(Comparator.comparing(child -> child.getFileName().toString()));
        return children;
    }

    private static boolean isOwnReport(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null
                && OwnReports.has(
                        String.valueOf(folder.getFileName()),
                        file.getFileName().toString(),
                        other -> head(folder.resolve(other)));
    }

    /** Whether files and folders of this name, inside a folder, are no captures: hidden ones, READMEs. */
    public static boolean isPassedOver(String name) {
        return name.startsWith(".") || README.matcher(name).matches();
    }

    private static byte[] head(Path file) {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(OwnReports.HEAD);
        } catch (IOException e) {
            return new byte[0]; // the file will be named as unreadable when it is visited
        }
    }

    private void problem(String name, Phrase reason) {
        found.add(Source.refused(name, reason));
    }
}
