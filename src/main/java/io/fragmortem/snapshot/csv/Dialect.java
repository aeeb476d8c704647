package io.fragmortem.snapshot.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a table is written: found from its first lines, because nobody says.
 *
 * @param delimiter between cells
 * @param decimalComma whether {@code 2,13} is two and a bit
 * @param skip lines before the table itself ({@code sep=,})
 */
record Dialect(char delimiter, boolean decimalComma, int skip) {

    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final Pattern COMMA_NUMBER =
            Pattern.compile("-?\\d{1,3}(?:\\.\\d{3})*,\\d+(?: ?[A-Za-z%][A-Za-z%/]*)?|-?\\d+,\\d+(?: ?[A-Za-z%]+)?");

    static Dialect detect(List<String> lines) {
        int skip = 0;
        if (!lines.isEmpty() && lines.get(0).toLowerCase(Locale.ROOT).startsWith("sep=")) {
            String separator = lines.get(0).substring(4).replace("\"", "").strip();
            char stated = separator.isEmpty() ? '\t' : separator.charAt(0);
            return new Dialect(stated, decimalComma(lines.subList(1, lines.size()), stated), 1);
        }
        char best = ',';
        int most = 0;
        for (char candidate : CANDIDATES) {
            int score = score(lines, candidate);
            // 2457,1;2653,7 has as many commas as semicolons: these part the cells, those the decimals
            boolean decimals = candidate == ';' && score > 0 && score == most;
            if (score > most || decimals) {
                most = score;
                best = candidate;
            }
        }
        char delimiter = best == ',' ? withoutThousands(lines) : best;
        return new Dialect(delimiter, decimalComma(lines, delimiter), skip);
    }

    /**
     * {@code | 2026-11-20 | 5,120,044,032 |}: the commas stand within the cells when the head of the table has bars alone, or
     * tabs, as what is copied out of a sheet.
     */
    private static char withoutThousands(List<String> lines) {
        String head = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        for (char candidate : head.indexOf(',') < 0 ? new char[] {'|', '\t'} : new char[0]) {
            if (head.indexOf(candidate) >= 0 && score(lines, candidate) > 0) {
                return candidate;
            }
        }
        return ',';
    }

    /** Cells per line where at least half of the lines have the same number, which is above one. */
    private static int score(List<String> lines, char delimiter) {
        List<Integer> counts = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                counts.add(count(line, delimiter));
            }
        }
        int best = 0;
        for (int count : counts) {
            long same = counts.stream().filter(other -> other == count).count();
            if (count > 0 && same * 2 >= counts.size()) {
                best = Math.max(best, count * 100 + (int) Math.min(99, same));
            }
        }
        return best;
    }

    /** Delimiters outside quotes. */
    private static int count(String line, char delimiter) {
        int n = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                n++;
            }
        }
        return n;
    }

    private static boolean decimalComma(List<String> lines, char delimiter) {
        boolean found = false;
        for (String line : lines) {
            if (line.indexOf(',') < 0 || (delimiter == ',' && line.indexOf('"') < 0)) {
                continue;
            }
            for (String cell : CsvRows.split(line, delimiter)) {
                if (!COMMA_NUMBER.matcher(cell).matches()) {
                    continue;
                }
                // between semicolons 1,234 has a decimal comma; in quotes between commas it is a thousand
                int digits = cell.replaceAll("^.*,(\\d+).*$", "$1").length();
                found |= delimiter == ';' || digits != 3;
            }
        }
        return found;
    }
}
