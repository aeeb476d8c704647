package io.fragmortem.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The pages of instances that an earlier run left in a folder. Only in a folder with a result of ours is anything deleted, and
 * there only what is named as our pages are.
 */
final class EarlierPages {

    private static final String OURS = "{\"schema\":\"fragmortem/";

    /** Nothing that could be deleted. */
    static final EarlierPages NONE = new EarlierPages(Path.of(""), List.of());

    private final Path pages;
    private final List<Path> found;

    private EarlierPages(Path pages, List<Path> found) {
        this.pages = pages;
        this.found = found;
    }

    static EarlierPages in(Path out, String folder) {
        Path pages = out.resolve(folder);
        List<Path> found = new ArrayList<>();
        if (isOurs(out.resolve("result.json")) && Files.isDirectory(pages)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(pages)) {
                for (Path page : all) {
                    if (InstanceFiles.isPage(page.getFileName().toString())) {
                        found.add(page);
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw new WriteFailure(pages.toString(), Objects.requireNonNull(e.getCause()));
            } catch (IOException e) {
                throw new WriteFailure(pages.toString(), e);
            }
        }
        return new EarlierPages(pages, found);
    }

    private static boolean isOurs(Path result) {
        try (InputStream in = Files.newInputStream(result)) {
            return new String(in.readNBytes(OURS.length()), StandardCharsets.ISO_8859_1).equals(OURS);
        } catch (IOException e) {
            return false; // there is none, or none that we wrote
        }
    }

    /** Deletes the pages that are not pages of the new report, and the folder when nothing else is in it. */
    void deleteAllBut(List<String> hrefs) {
        Set<String> kept = new HashSet<>();
        hrefs.forEach(href -> kept.add(href.substring(href.lastIndexOf('/') + 1)));
        try {
            for (Path page : found) {
                if (!kept.contains(page.getFileName().toString())) {
                    Files.delete(page);
                }
            }
            if (hrefs.isEmpty() && !found.isEmpty() && isEmpty()) {
                Files.delete(pages);
            }
        } catch (IOException e) {
            throw new WriteFailure(pages.toString(), e);
        }
    }

    private boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(pages)) {
            return !left.iterator().hasNext();
        }
    }
}
