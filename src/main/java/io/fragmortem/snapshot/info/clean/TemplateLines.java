package io.fragmortem.snapshot.info.clean;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.info.line.Doubts;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.snapshot.info.line.NumberText;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.time.TimeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads one clean dump line by line to learn its {@link Template}; gives up at the first sign of a mess.
 *
 * <p>Long because one walk over the bytes decides line by line: its steps share where they stand.
 */
public final class TemplateLines {

    private static final int LONGEST = 1 << 15;
    private static final int MANY_FIELDS = 5;

    private record Line(Template.Rest rest, byte[] fixed, int slot, byte[] text) {}

    private final byte[] bytes;
    private final int start;
    private final int limit;
    private final List<Line> lines = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
    private final Set<String> modules = new TreeSet<>();
    private final Set<Sample.Mark> marks = EnumSet.noneOf(Sample.Mark.class);
    private final Set<String> seen = new HashSet<>();
    private final Set<Field> humans = EnumSet.noneOf(Field.class);
    private final Map<Field, Double> amounts = new EnumMap<>(Field.class);
    private final List<String> unknown = new ArrayList<>();
    private final Heads heads;

    private int sections;
    private int databases;
    private int end;
    private byte[] tail = new byte[0];

    /** What of a line is the head of a dump though it looks like one of its fields. */
    public interface Heads {

        /** Where in a line that was cut the head of the next dump begins, 0 when there is none. */
        int glued(String line);

        /** Whether the line tells when another dump is, as a field that nobody knows might. */
        boolean timed(String line, boolean betweenDumps);
    }

    private enum Step {
        TAKEN,
        ENDED,
        MESSY
    }

    private TemplateLines(byte[] bytes, int start, int limit, Heads heads) {
        this.heads = heads;
        this.bytes = bytes;
        this.start = start;
        this.limit = limit;
        this.end = start;
    }

    /** The template of the clean dump at {@code start}, empty when it is not clean to its end or says too little. */
    public static Optional<TemplateLines> learn(byte[] bytes, int start, int limit, Heads heads) {
        TemplateLines lines = new TemplateLines(bytes, start, limit, heads);
        return lines.read() && lines.usable() ? Optional.of(lines) : Optional.empty();
    }

    private boolean read() {
        int p = start;
        int blanks = 0;
        while (p < limit && p - start < LONGEST) {
            int after = LineFeeds.after(bytes, p, limit);
            if (after < 0) {
                return false;
            }
            int lineEnd = after - 1;
            lineEnd -= lineEnd > p && bytes[lineEnd - 1] == '\r' ? 1 : 0;
            if (lineEnd == p) {
                blanks++;
                p = after;
                continue;
            }
            int size = lines.size();
            Step step = line(p, lineEnd);
            if (step == Step.MESSY) {
                return false;
            }
            if (step == Step.ENDED) {
                rememberTail(p, lineEnd);
                return true;
            }
            for (; blanks > 0; blanks--) {
                lines.add(size, new Line(Template.Rest.NOTHING, new byte[0], 0, new byte[0]));
            }
            p = after;
            end = after;
        }
        return p >= limit && !lines.isEmpty();
    }

    /** What stands before the first digit of the time line that follows: {@code === } or {@code date: }. */
    private void rememberTail(int from, int lineEnd) {
        TimeText time = new TimeText();
        if (time.parse(bytes, from, lineEnd) && time.pure()) {
            int p = from;
            while (p < lineEnd && (bytes[p] < '0' || bytes[p] > '9')) {
                p++;
            }
            tail = Arrays.copyOfRange(bytes, from, p);
        }
    }

    private Step line(int from, int to) {
        byte first = bytes[from];
        if (first == '#') {
            return section(from, to);
        }
        if (first < 'a' || first > 'z') {
            return Step.ENDED;
        }
        int colon = from;
        while (colon < to && isNamePart(bytes[colon])) {
            colon++;
        }
        if (colon >= to || bytes[colon] != ':' || colon - from > 100) {
            return colon < to && bytes[colon] == ' ' ? Step.ENDED : Step.MESSY;
        }
        String name = text(from, colon);
        if (FieldText.isMeta(name)) {
            return Step.ENDED;
        }
        if (seen.contains(name)) {
            return Step.ENDED;
        }
        if (heads.glued(text(from, to)) > 0) {
            return Step.MESSY;
        }
        Step step = field(name, from, colon + 1, to);
        if (step == Step.TAKEN && !name.equals("module")) {
            seen.add(name);
        }
        return step;
    }

    private static boolean isNamePart(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.'
                || c == '|';
    }

    private Step section(int from, int to) {
        String title = text(from, to);
        int section = Sections.titled(title);
        if (section < 0 || !title.startsWith("# ")) {
            return lines.isEmpty() ? Step.MESSY : Step.ENDED;
        }
        // scripts ask for sections in any order
        boolean next = (sections >> section & 1) != 0 || (section == Sections.SERVER && !lines.isEmpty());
        if (next) {
            return Step.ENDED;
        }
        sections |= 1 << section;
        lines.add(new Line(Template.Rest.NOTHING, Arrays.copyOfRange(bytes, from, to), 0, new byte[0]));
        return Step.TAKEN;
    }

    private Step field(String name, int from, int value, int to) {
        InfoNames.Target target = InfoNames.exact(name);
        Template.Rest rest = Template.Rest.ANYTHING;
        int slot = 0;
        byte[] text = new byte[0];
        switch (target.kind()) {
            case FIELD -> {
                Field field = target.needField();
                if (!field.counterWord().isEmpty()) {
                    return counter(field, from, value, to);
                }
                boolean negative = value < to && bytes[value] == '-';
                boolean possible = !negative || field.unit() != Unit.BYTES || field.isDifference();
                if (!possible || !cleanNumber(value, to, field.unit())) {
                    return Step.MESSY;
                }
                rest = Template.Rest.NUMBER;
                if (field.unit() == Unit.BYTES) {
                    amounts.put(field, Double.parseDouble(text(value, to)));
                }
                slot = fields.size();
                fields.add(field);
            }
            case HUMAN -> {
                Field field = target.needField();
                double amount = amounts.getOrDefault(field, 0.0);
                if (!Doubts.agree(amount, NumberText.read(text(value, to), 0, Unit.BYTES))) {
                    return Step.MESSY;
                }
                humans.add(field);
            }
            case FACT -> {
                rest = Template.Rest.FACT;
                slot = target.needFact().ordinal();
                text = Arrays.copyOfRange(bytes, value, to);
                if (!isPlainText(text)) {
                    return Step.MESSY;
                }
                if (text.length > 0) {
                    facts.put(target.needFact(), new String(text, StandardCharsets.UTF_8));
                }
            }
            case KEYSPACE -> {
                rest = Template.Rest.KEYSPACE;
                databases++;
            }
            case MODULE -> {
                modules.add(InfoNames.moduleName(text(value, to)));
                facts.put(Fact.MODULES, String.join(", ", modules));
            }
            case OTHER -> rest = Template.Rest.ANYTHING;
            case UNKNOWN -> {
                // "tom: and node b": no server puts a blank behind the colon
                boolean words = text(value, to).indexOf('>') >= 0 || bytes[value] == ' ';
                boolean heading = value == to && (!FieldText.mayBeEmpty(name) || lines.isEmpty() || beginsAnew(to));
                boolean head = heads.timed(text(from, to), lines.isEmpty() || beginsAnew(to));
                if (words
                        || heading
                        || head
                        || isAddress(name, value, to)
                        || name.length() < 2
                        || bytes[value] == '/') {
                    return Step.ENDED;
                }
                unknown.add(name);
            }
        }
        lines.add(new Line(rest, Arrays.copyOfRange(bytes, from, value), slot, text));
        return Step.TAKEN;
    }

    /** Whether the next line tells again what the dump has told: the line above it speaks of another dump. */
    private boolean beginsAnew(int lineEnd) {
        int from = lineEnd;
        while (from < limit && (bytes[from] == '\r' || bytes[from] == '\n')) {
            from++;
        }
        int section = -1;
        if (from < limit && bytes[from] == '#') {
            int after = LineFeeds.after(bytes, from, limit);
            section = Sections.titled(text(from, after < 0 ? limit : after).strip());
        }
        if (section >= 0) {
            return section == Sections.SERVER || (sections >> section & 1) != 0;
        }
        int to = from;
        while (to < limit && isNamePart(bytes[to])) {
            to++;
        }
        return to < limit && seen.contains(text(from, to));
    }

    /** {@code cache-2:6379} above what tells again what the dump has told: the server of the next one. */
    private boolean isAddress(String name, int value, int to) {
        int digits = to - value;
        return (digits == 4 || digits == 5)
                && Address.isPort(text(value, to), 0)
                && (lines.isEmpty() || beginsAnew(to))
                && SpeakerName.tellsApart(name);
    }

    /** {@code cmdstat_flushall:calls=1,usec=5,...} or {@code errorstat_OOM:count=3}: a number, and more that nobody needs. */
    private Step counter(Field field, int from, int value, int to) {
        byte[] word = Bytes.ascii(field.counterWord());
        int start = value + word.length;
        boolean counted =
                Bytes.starts(bytes, value, to, word) && start < to && bytes[start] >= '0' && bytes[start] <= '9';
        if (!counted) {
            return Step.MESSY;
        }
        lines.add(new Line(Template.Rest.COUNTER, Arrays.copyOfRange(bytes, from, start), fields.size(), new byte[0]));
        fields.add(field);
        return Step.TAKEN;
    }

    /** Digits with at most one point and a percent sign, in a form that {@link Template} reads. */
    private boolean cleanNumber(int from, int to, Unit unit) {
        int p = from < to && bytes[from] == '-' ? from + 1 : from;
        int digits = 0;
        int decimals = -1;
        for (; p < to; p++) {
            if (bytes[p] == '.' && decimals < 0 && digits > 0) {
                decimals = 0;
            } else if (bytes[p] >= '0' && bytes[p] <= '9') {
                digits++;
                decimals += decimals >= 0 ? 1 : 0;
            } else {
                break;
            }
        }
        boolean percent = p < to && bytes[p] == '%' && unit == Unit.PERCENT;
        boolean fraction = unit == Unit.PERCENT && decimals > 2;
        return digits > 0 && digits < 19 && decimals != 0 && decimals < 8 && !fraction && p + (percent ? 1 : 0) == to;
    }

    /** Whether a text has nothing around it that might be a comment. */
    static boolean isPlainText(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            byte c = text[i];
            boolean edge = i == 0 || i == text.length - 1;
            boolean comment = c == '#' || c == '>' || c == '<' || c == '\t' || c == '"' || c == '`' || c < 0;
            boolean doubled = !edge && (c == ' ' || c == '/' || c == '-') && text[i + 1] == c;
            if (comment
                    || doubled
                    || (edge && (c == ' ' || c == '\'' || c == '*' || c == ','))
                    || (c >= 0 && c < ' ')) {
                return false;
            }
        }
        return true;
    }

    private boolean usable() {
        boolean ofMemory = false;
        for (Field field : fields) {
            ofMemory |= InfoNames.ofMemory(field.infoName());
        }
        boolean twins = fields.containsAll(humans);
        if (fields.contains(Field.USED_MEMORY_OVERHEAD)
                && (!seen.contains("mem_allocator") || !fields.contains(Field.USED_MEMORY))) {
            return false;
        }
        boolean enough = ofMemory || fields.size() + facts.size() + databases >= MANY_FIELDS;
        if ((sections >> Sections.KEYSPACE & 1) != 0 || databases > 0) {
            fields.add(Field.KEYSPACE_KEYS);
            fields.add(Field.KEYSPACE_EXPIRES);
            fields.add(Field.KEYSPACE_DATABASES);
        }
        fields.addAll(InfoNames.neverCounted(sections, seen)); // their values stay 0
        return twins && enough && lines.size() > 1;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    // ------------------------------------------------------------------ what was learned

    int size() {
        return lines.size();
    }

    Template.Rest rest(int line) {
        return lines.get(line).rest();
    }

    byte[] fixed(int line) {
        return lines.get(line).fixed();
    }

    int slot(int line) {
        return lines.get(line).slot();
    }

    byte[] text(int line) {
        return lines.get(line).text();
    }

    Layout layout() {
        return Layout.of(fields);
    }

    int databases() {
        return databases;
    }

    Map<Fact, String> facts() {
        return facts;
    }

    Set<Sample.Mark> marks() {
        return marks;
    }

    int sections() {
        return sections;
    }

    byte[] firstLine() {
        return lines.get(0).fixed();
    }

    byte[] tail() {
        return tail;
    }

    int length() {
        return end - start;
    }

    public List<String> unknown() {
        return unknown;
    }
}
