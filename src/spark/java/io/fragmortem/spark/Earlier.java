package io.fragmortem.spark;

import io.fragmortem.report.InstanceFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an earlier run left in a folder. Only in a folder with results of ours is anything deleted, and there only what is named
 * as our files are.
 */
final class Earlier {

    private static final Pattern PART = Pattern.compile("part-\\d{5,}\\.jsonl");
    private static final List<String> WHOLE = List.of("result.json", "result.jsonl");
    private static final String OURS = "{\"schema\":\"fragmortem/";

    private final Place place;
    private final List<String> pages = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final List<String> whole = new ArrayList<>();

    private Earlier(Place place) {
        this.place = place;
    }

    static Earlier in(Place place) throws IOException {
        Earlier earlier = new Earlier(place);
        for (String part : place.in(PageTask.RESULTS).names()) {
            if (PART.matcher(part).matches()) {
                earlier.parts.add(part);
            }
        }
        boolean ours = !earlier.parts.isEmpty() || earlier.startsAsOurs();
        if (ours) {
            for (String page : place.in(PageTask.PAGES).names()) {
                if (InstanceFiles.isPage(page)) {
                    earlier.pages.add(page);
                }
            }
            for (String file : WHOLE) {
                if (place.has(file)) {
                    earlier.whole.add(file);
                }
            }
        }
        return earlier;
    }

    private boolean startsAsOurs() throws IOException {
        if (!place.has(WHOLE.get(0))) {
            return false;
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(place.open(WHOLE.get(0)), StandardCharsets.ISO_8859_1))) {
            char[] head = new char[OURS.length()];
            int length = in.read(head, 0, head.length);
            return length > 0 && new String(head, 0, length).equals(OURS);
        }
    }

    /**
     * Deletes what is not of the new report.
     *
     * @param hrefs its pages
     * @param results its parts of the results
     * @param files its other files
     */
    void deleteAllBut(List<String> hrefs, List<String> results, List<String> files) throws IOException {
        Set<String> kept = new HashSet<>();
        hrefs.forEach(href -> kept.add(href.substring(href.lastIndexOf('/') + 1)));
        kept.addAll(results);
        kept.addAll(files);
        delete(place.in(PageTask.PAGES), pages, kept);
        delete(place.in(PageTask.RESULTS), parts, kept);
        delete(place, whole, kept);
    }

    private static void delete(Place place, List<String> names, Set<String> kept) throws IOException {
        for (String name : names) {
            if (!kept.contains(name)) {
                place.delete(name);
            }
        }
    }
}
