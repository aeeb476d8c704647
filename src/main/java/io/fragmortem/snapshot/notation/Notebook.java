package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.json.JsonReader;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A notebook of Jupyter as the terminal that it stands for: what a cell ran behind a prompt, and below it what that printed.
 * The file has the source of a cell behind its outputs, and a line of either on a line of its own:
 *
 * <pre>
 *    "outputs": [
 *      "text": [
 *       "used_memory:13484048\n"
 *      ]
 *    "source": [
 *     "!redis-cli -h cache-1 info memory"
 *    ]
 * </pre>
 */
final class Notebook {

    private final List<String> out = new ArrayList<>();
    private final List<String> source = new ArrayList<>();

    /** Where the present cell began: the place of its prompt. */
    private int cell = -1;

    private Part part = Part.OTHER;

    private enum Part {
        SOURCE,
        OUTPUT,
        OTHER
    }

    private Notebook() {}

    static boolean opens(Head head) {
        return head.starts("{")
                && head.has("\"cells\": [")
                && head.has("\"cell_type\": ")
                && (head.has("\"source\": [") || head.has("\"outputs\": ["));
    }

    static String asText(String text) {
        Notebook notebook = new Notebook();
        Text.lines(text).forEach(line -> notebook.line(line.strip()));
        notebook.close();
        return String.join("\n", notebook.out) + "\n";
    }

    private void line(String line) {
        out.add("");
        if (part != Part.OTHER && (line.equals("]") || line.equals("],"))) {
            part = Part.OTHER;
        } else if (part == Part.SOURCE) {
            source.add(string(line));
        } else if (part == Part.OUTPUT) {
            out.set(out.size() - 1, string(line));
        } else if (line.startsWith("\"cell_type\": ")) {
            close();
            cell = out.size() - 1;
        } else if (line.equals("\"source\": [")) {
            part = Part.SOURCE;
        } else if (line.equals("\"text\": [") || line.equals("\"text/plain\": [")) {
            part = Part.OUTPUT;
        } else if (line.startsWith("\"source\": \"")) {
            source.add(string(line.substring("\"source\": ".length())));
        }
    }

    /** Puts the prompt of the cell that has ended above its outputs. */
    private void close() {
        List<String> ran = source.stream()
                .map(line -> line.startsWith("!") || line.startsWith("%") ? line.substring(1) : line)
                .filter(line -> !line.isBlank())
                .toList();
        String words = ran.isEmpty() ? "" : "$ " + String.join("; ", ran);
        boolean asked = words.contains("redis") || words.contains("valkey") || words.contains("info(");
        if (cell >= 0 && asked) { // what drew a table says nothing of a server, and a table begins with its header
            out.set(cell, words);
        }
        source.clear();
        cell = -1;
    }

    /** The text of an element on one line, without its end. */
    private static String string(String element) {
        String text = element.endsWith(",") ? element.substring(0, element.length() - 1) : element;
        return JsonReader.parse(text)
                .map(JsonValue::text)
                .orElse("")
                .replace('\n', ' ')
                .replace('\r', ' ')
                .stripTrailing();
    }
}
