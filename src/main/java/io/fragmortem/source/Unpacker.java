package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * Gives the visitor what is inside one stored stream: decompressed, and entry by entry where it is an archive. All of it
 * is streamed; names of entries are shown and never used as paths.
 */
final class Unpacker {

    private final Limits limits;
    private final Scope scope;
    private final Visitor visitor;
    private final Damage damage;
    private final Layers layers;
    private final LeftOut leftOut = new LeftOut();
    private int given;
    private boolean stumbled;

    Unpacker(Limits limits, Scope scope, Visitor visitor) {
        this(limits, scope, visitor, Damage.NONE);
    }

    /** @param damage of the stream, as far as it is known */
    Unpacker(Limits limits, Scope scope, Visitor visitor, Damage damage) {
        this(limits, scope, visitor, damage, Layers.IGNORED);
    }

    Unpacker(Limits limits, Scope scope, Visitor visitor, Damage damage, Layers layers) {
        this.limits = limits;
        this.scope = scope;
        this.visitor = visitor;
        this.damage = damage;
        this.layers = layers;
    }

    /** Whether all that was packed agrees with itself and with its checksums. */
    boolean isSound() {
        return !stumbled;
    }

    /** Visits the stream. The caller closes {@code raw}. */
    void unpack(String name, OptionalLong modifiedMicros, InputStream raw) {
        PeekStream stored = new PeekStream(new Reason.Stored(raw));
        try {
            unpack(name, modifiedMicros, stored, new Budget(limits, stored), 0);
            leftOut.phrases().forEach(what -> visitor.leftOut(new Problem(name, what)));
        } catch (VisitorFailure e) {
            throw e.cause;
        }
    }

    private void unpack(String name, OptionalLong modifiedMicros, PeekStream packed, Budget budget, int depth) {
        List<Decoder> decoders = new ArrayList<>();
        PeekStream plain = packed;
        Layers.Layer layer = layers.open();
        Packing packing = Packing.NONE;
        try {
            packing = Packing.of(plain.peek(Packing.HEAD));
            for (int i = 0; i < Limits.MAX_LAYERS && packing.isCompression(); i++) {
                Decoder decoder = new Decoder(packing, plain, layer::block);
                decoders.add(decoder);
                plain = new PeekStream(decoder);
                packing = Packing.of(plain.peek(Packing.HEAD));
            }
            if (packing.isArchive()) {
                archive(name, modifiedMicros, packing, plain, budget, depth + 1);
            } else if (packing == Packing.NONE
                    && Mail.mayBe(plain.peek(Packing.HEAD))
                    && Mail.isOne(plain.peek(Mail.HEAD))) {
                mail(name, modifiedMicros, new GuardedStream(plain, budget), budget, depth + 1);
            } else if (packing == Packing.NONE) {
                give(name, modifiedMicros, new GuardedStream(plain, budget));
            } else if (packing.isCompression()) {
                problem(name, Phrase.of("input.problem.layers", Phrase.count(Limits.MAX_LAYERS)));
            } else {
                problem(name, Phrase.of("input.problem.archive"));
            }
        } catch (VisitorFailure e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            problem(name, ofPacked(packing, e));
        } finally {
            if (!decoders.isEmpty()
                    && end(decoders) == Layers.End.SOUND
                    && !budget.exhausted()
                    && damage.cuts().isEmpty()) {
                checkRest(name, plain, budget, decoders);
            }
            close(layer, end(decoders));
        }
    }

    private static Phrase ofPacked(Packing packing, Exception e) {
        Phrase reason = Reason.ofDecoder(e);
        Phrase.Arg kind = Phrase.name(packing.label());
        if (e instanceof Reason.Told) {
            return reason;
        } else if (packing.isArchive()) {
            return Phrase.of("input.problem.archive_damaged", kind, Phrase.nested(reason));
        }
        return packing == Packing.NONE
                ? Phrase.of("input.problem.damaged", Phrase.count(0), Phrase.nested(reason))
                : Phrase.of("input.problem.unopened", kind, Phrase.nested(reason));
    }

    private static Layers.End end(List<Decoder> decoders) {
        return decoders.stream().map(Decoder::end).reduce(Layers.End.SOUND, Layers.End::and);
    }

    private void close(Layers.Layer layer, Layers.End end) {
        stumbled |= end != Layers.End.SOUND;
        layer.close(end);
    }

    /** Behind what was read, or what an archive is garbled too much to be read on, stands the checksum of what it is packed in. */
    private void checkRest(String name, PeekStream plain, Budget budget, List<Decoder> decoders) {
        GuardedStream rest = new GuardedStream(plain, budget);
        rest.readRest();
        if (end(decoders) != Layers.End.SOUND) {
            problem(name, Phrase.of("input.problem.contradictory"));
        } else {
            rest.failure().ifPresent(reason -> problem(name, reason));
        }
    }

    /** Gives each part of a mail as a file; one that is too long as it stands. */
    private void mail(String name, OptionalLong modifiedMicros, GuardedStream stream, Budget budget, int depth)
            throws IOException {
        if (isTooDeep(name, depth)) {
            return;
        }
        byte[] bytes = stream.readNBytes(Mail.LONGEST);
        stream.failure().ifPresent(reason -> problem(name, reason));
        if (bytes.length == Mail.LONGEST) {
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(bytes), stream);
            give(name, modifiedMicros, new GuardedStream(whole, budget));
            return;
        }
        for (Mail.Part part : Mail.parts(bytes)) {
            String file = part.name().isEmpty() ? name : name + "!" + Problem.escape(part.name());
            unpack(file, modifiedMicros, new PeekStream(new ByteArrayInputStream(part.bytes())), budget, depth);
        }
    }

    /** Gives each sheet of a workbook as a table. */
    private void workbook(String name, OptionalLong modifiedMicros, Map<String, byte[]> members, Budget budget)
            throws IOException {
        for (Workbook.Sheet sheet : Workbook.sheets(members)) {
            String file = sheet.name().isEmpty() ? name : name + "!" + Problem.escape(sheet.name());
            InputStream table = new ByteArrayInputStream(sheet.table());
            give(file, modifiedMicros, new GuardedStream(table, budget));
            if (sheet.damaged()) {
                problem(file, Phrase.of("input.problem.contradictory"));
            }
        }
    }

    private void give(String name, OptionalLong modifiedMicros, GuardedStream stream) throws IOException {
        int number = given++;
        if (damage.isBehind(number)) {
            return; // the entry in which the damage showed is named
        }
        stream.endAt(damage.sound(number));
        try {
            visitor.entry(new Entry(name, modifiedMicros, stream));
        } catch (RuntimeException e) {
            throw new VisitorFailure(e);
        }
        stream.failure().ifPresent(reason -> problem(name, reason));
    }

    private void archive(
            String name, OptionalLong modifiedMicros, Packing packing, PeekStream plain, Budget budget, int depth)
            throws IOException {
        if (isTooDeep(name, depth)) {
            return;
        }
        if (packing == Packing.TAR) {
            tar(name, new MemberStream(plain), budget, depth);
        } else {
            // closing the archive would close the stream below, which has other readers
            ZipArchiveInputStream zip = new Zip(plain);
            OfficeMembers office = new OfficeMembers(zip, budget);
            members(name, zip, office::next, budget, depth);
            office.failure().ifPresent(reason -> problem(name, reason));
            Map<String, byte[]> members = office.byName();
            if (Workbook.isOne(members)) {
                workbook(name, modifiedMicros, members, budget);
                return;
            }
            for (OfficeMembers.Member member : office.kept()) {
                InputStream bytes = new ByteArrayInputStream(member.bytes());
                entry(name, member.entry(), Optional.of(bytes), budget, depth);
            }
        }
    }

    private boolean isTooDeep(String name, int depth) {
        boolean deep = depth > limits.maxDepth();
        if (deep) {
            problem(name, Phrase.of("input.problem.depth", Phrase.count(limits.maxDepth())));
        }
        return deep;
    }

    private void tar(String name, MemberStream plain, Budget budget, int depth) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(plain, "UTF-8");
        try {
            members(name, tar, () -> next(name, tar, plain, budget), budget, depth);
        } catch (MemberStream.TooLong e) {
            problem(name, Phrase.of("input.problem.header", Phrase.count(Limits.MAX_HEADER)));
        }
    }

    /** The next member of a tar archive; what stands before it costs like any other bytes. */
    private @Nullable ArchiveEntry next(String name, TarArchiveInputStream tar, MemberStream plain, Budget budget)
            throws IOException {
        Optional<Phrase> spent = Optional.empty();
        if (tar.getCurrentEntry() != null) {
            GuardedStream unwanted = new GuardedStream(tar, budget);
            unwanted.readRest();
            spent = unwanted.failure();
            if (spent.isPresent() && !budget.exhausted()) {
                spent = Optional.of(Phrase.of(
                        "input.problem.archive_damaged", Phrase.name(Packing.TAR.label()), Phrase.nested(spent.get())));
            }
        }
        TarArchiveEntry entry = null;
        if (spent.isEmpty()) {
            plain.seek();
            entry = tar.getNextEntry();
            spent = budget.spend(plain.found());
        }
        spent.ifPresent(reason -> problem(name, reason));
        return spent.isPresent() ? null : entry;
    }

    /** How the next member of an archive is found. */
    private interface Next {
        @Nullable
        ArchiveEntry member() throws IOException;
    }

    private void members(
            String name, ArchiveInputStream<? extends ArchiveEntry> archive, Next next, Budget budget, int depth)
            throws IOException {
        ArchiveEntry entry = next.member();
        while (entry != null && !budget.exhausted()) {
            if (!budget.entry()) {
                problem(name, Phrase.of("input.problem.entries", Phrase.count(limits.maxEntries())));
                return;
            }
            SummedStream data = new SummedStream(archive, entry);
            Layers.Layer layer = layers.open();
            try {
                boolean readable = archive.canReadEntryData(entry);
                entry(name, entry, readable ? Optional.of(data) : Optional.empty(), budget, depth);
                if (budget.exhausted()) {
                    return; // finding the next entry would decompress the rest of this one
                }
                entry = next.member();
                data.belied().ifPresent(reason -> problem(data.name(name), reason));
            } finally {
                close(layer, data.end());
            }
        }
    }

    /** @param data empty where it cannot be read */
    private void entry(String archiveName, ArchiveEntry entry, Optional<InputStream> data, Budget budget, int depth) {
        String entryName = Problem.escape(entry.getName());
        String name = archiveName + "!" + entryName;
        String hiding = scope == Scope.CAPTURES ? hiding(entryName) : "";
        boolean passedOver = !hiding.isEmpty();
        if (passedOver && !entry.isDirectory()) {
            leftOut.passedOver(hiding);
        }
        if (entry.isDirectory() || passedOver || isLink(entry)) {
            return;
        }
        if (climbs(entry.getName())) {
            problem(name, Phrase.of("input.problem.climbs"));
        }
        if (data.isEmpty()) {
            problem(name, Phrase.of("input.problem.encrypted"));
            return;
        }
        unpack(name, modified(entry), new PeekStream(data.get()), budget, depth);
    }

    private static boolean isLink(ArchiveEntry entry) {
        return entry instanceof TarArchiveEntry tar
                && (tar.isSymbolicLink()
                        || tar.isLink()
                        || tar.isFIFO()
                        || tar.isCharacterDevice()
                        || tar.isBlockDevice());
    }

    /** The path up to the part that hides it, as in folders: what starts with a dot, and what macOS adds; empty where none does. */
    private static String hiding(String name) {
        int end = 0;
        for (String part : name.split("/", -1)) {
            end += part.length() + 1;
            if ((part.startsWith(".") && !part.equals(".") && !part.equals("..")) || part.equals("__MACOSX")) {
                return name.substring(0, end - 1);
            }
        }
        return "";
    }

    private static boolean climbs(String name) {
        String slashes = name.replace('\\', '/');
        return slashes.equals("..") || slashes.startsWith("../") || slashes.contains("/../") || slashes.endsWith("/..");
    }

    private static OptionalLong modified(ArchiveEntry entry) {
        return entry.getLastModifiedDate() == null
                ? OptionalLong.empty()
                : OptionalLong.of(TimeUnit.MILLISECONDS.toMicros(
                        entry.getLastModifiedDate().toInstant().toEpochMilli()));
    }

    /** A ZIP archive whose members cost no more memory than files packed in the same way. */
    private static final class Zip extends ZipArchiveInputStream {

        Zip(InputStream in) {
            super(in, "UTF-8", true, true);
        }

        /** The library's own way needs another one that is not here. */
        @Override
        protected InputStream createZstdInputStream(InputStream packed) throws IOException {
            return Packing.ZSTD.open(packed);
        }

        /** The library takes as much memory for XZ as the member asks for. */
        @Override
        public boolean canReadEntryData(ArchiveEntry entry) {
            return super.canReadEntryData(entry)
                    && entry instanceof ZipArchiveEntry member
                    && member.getMethod() != ZipMethod.XZ.getCode();
        }
    }

    /** What a visitor threw, to be told from what decoders of damaged data throw. */
    private static final class VisitorFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException cause;

        VisitorFailure(RuntimeException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private void problem(String name, Phrase reason) {
        visitor.problem(new Problem(name, reason));
    }
}
