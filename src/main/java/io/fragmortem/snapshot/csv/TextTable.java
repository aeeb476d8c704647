package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.TimeText;
import java.util.List;

/**
 * A table in the middle of a text, as people write it in Markdown or copy it from a page:
 *
 * <pre>
 * | host | used_memory | used_memory_rss |
 * |------|-------------|-----------------|
 * | eu-1 | 4294967296  | 4724464025      |
 * </pre>
 */
final class TextTable {

    /** A head with columns of memory above a row with figures in them, then the rows. */
    static final Passage PASSAGE = new Passage(
            TextTable::opens,
            line -> line.indexOf('|') >= 0 || line.indexOf('\t') >= 0,
            line -> false,
            Passage.Lines.ANY);

    private TextTable() {}

    private static boolean opens(String line, String next) {
        char mark = line.indexOf('|') >= 0 ? '|' : '\t';
        if (line.indexOf(mark) < 0 || next.indexOf(mark) < 0) {
            return false;
        }
        List<String> titles = CsvRows.split(line, mark);
        List<String> values = CsvRows.split(next, mark);
        if (titles.size() != values.size() || values.stream().noneMatch(TextTable::isDate)) {
            return false;
        }
        for (int i = 0; i < titles.size(); i++) {
            if (isOfMemory(titles.get(i)) && startsWithDigit(values.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfMemory(String title) {
        return MetricNames.resolve(title.strip())
                .filter(metric -> metric.field() == Field.USED_MEMORY || metric.field() == Field.USED_MEMORY_RSS)
                .isPresent();
    }

    private static boolean isDate(String cell) {
        return cell.indexOf(':') > 0 && new TimeText().parseCell(cell.strip());
    }

    private static boolean startsWithDigit(String cell) {
        String text = cell.strip();
        return !text.isEmpty() && Text.isDigit(text.charAt(0));
    }
}
