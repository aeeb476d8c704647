package io.fragmortem.report.redact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** The file that tells what pseudonyms stand for: a pseudonym, a tab and the name on each line. It is as secret as the capture. */
public final class RedactionMap {

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private RedactionMap() {}

    /** Writes it anew, so that nobody who could read an earlier file of this name can read this one. */
    public static void write(SortedMap<String, String> names, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> name : names.entrySet()) {
            text.append(name.getKey())
                    .append('\t')
                    .append(escaped(name.getValue()))
                    .append('\n');
        }
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? file.toAbsolutePath() : parent;
        Files.createDirectories(folder);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(folder, ".redact-map", ".tmp", attributes);
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The names in a map that was written. */
    public static List<String> names(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                names.add(unescaped(line.substring(tab + 1)));
            }
        }
        return names;
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
    }

    private static String unescaped(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                i++;
                c = switch (name.charAt(i)) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> name.charAt(i);
                };
            }
            out.append(c);
        }
        return out.toString();
    }
}
