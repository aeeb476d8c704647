package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Keeps those members of an archive that may belong to a workbook, which makes sense only as a whole, and passes on the others. */
final class OfficeMembers {

    private final ZipArchiveInputStream zip;
    private final Budget budget;
    private final List<Member> kept = new ArrayList<>();
    private Optional<Phrase> failure = Optional.empty();
    private int bytes;

    /** A member that was kept. */
    record Member(ZipArchiveEntry entry, byte[] bytes) {}

    OfficeMembers(ZipArchiveInputStream zip, Budget budget) {
        this.zip = zip;
        this.budget = budget;
    }

    /** The next member that is not kept, null behind the last one. */
    @Nullable
    ZipArchiveEntry next() throws IOException {
        ZipArchiveEntry entry = zip.getNextEntry();
        while (entry != null && isKept(entry)) {
            failure = keep(entry);
            entry = failure.isPresent() ? null : zip.getNextEntry();
        }
        return entry;
    }

    private boolean isKept(ZipArchiveEntry entry) {
        return !entry.isDirectory() && Workbook.isMember(entry.getName()) && zip.canReadEntryData(entry);
    }

    private Optional<Phrase> keep(ZipArchiveEntry entry) throws IOException {
        if (!budget.entry()) {
            return Optional.of(Phrase.of(
                    "input.problem.entries", Phrase.count(budget.limits().maxEntries())));
        }
        byte[] own = zip.readNBytes(Workbook.LONGEST - bytes);
        bytes += own.length;
        kept.add(new Member(entry, own));
        return bytes < Workbook.LONGEST
                ? budget.spend(own.length)
                : Optional.of(Phrase.of("input.problem.too_long", Phrase.count((double) Workbook.LONGEST)));
    }

    /** Why the archive was not read to its end. */
    Optional<Phrase> failure() {
        return failure;
    }

    List<Member> kept() {
        return kept;
    }

    /** Of members with one name the last. */
    Map<String, byte[]> byName() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        kept.forEach(member -> members.put(member.entry().getName(), member.bytes()));
        return members;
    }
}
