package io.fragmortem.snapshot.system;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pods of a text, by what is written in lines of {@code key: value}, whether these are those of a description, of YAML
 * or of indented JSON. Of several containers in a pod the one of the server counts.
 */
final class Pods {

    private static final Pattern PAIR =
            Pattern.compile("^(\\s*)(- )?\"?([A-Za-z][A-Za-z /.-]{1,40}?)\"?:\\s*(.*?),?\\s*$");

    private static final Set<String> LISTS = Set.of("containers", "initcontainers", "containerstatuses");

    /** {@code   redis:} below {@code Containers:}. */
    private static final int CONTAINER_INDENT = 2;

    private static final int UNKNOWN = -1;

    /** Of an item's own attributes, below its bracket. */
    private static final int MOST_INDENT = 4;

    private static final int MOST = 10_000;

    private final Moments moments;
    private final StreamClock clock;
    private final List<Container> containers = new ArrayList<>();
    private Container current;
    private String pod = "";
    private boolean described;

    /** How far the items of a list in YAML or JSON are indented; {@link #UNKNOWN} before the first of them. */
    private int itemIndent = UNKNOWN;

    private boolean listed;
    private String section = "";
    private int sectionIndent;
    private int given;

    Pods(Moments moments, StreamClock clock) {
        this.moments = moments;
        this.clock = clock;
        this.current = new Container("", moments.origin());
    }

    /** What is told of one container. */
    private static final class Container {
        private String name;
        private Origin place;
        private String image = "";
        private double limit = Double.NaN;
        private boolean killed;
        private String finished = "";
        private long finishedLine;
        private double restarts = Double.NaN;

        Container(String name, Origin place) {
            this.name = name;
            this.place = place;
        }

        boolean isNew() {
            return isEmpty() && image.isEmpty() && name.isEmpty();
        }

        boolean isEmpty() {
            return Double.isNaN(limit) && !killed;
        }

        boolean isServer() {
            return ServerProgram.isImage(name, image);
        }
    }

    void line(String line) {
        Matcher pair = PAIR.matcher(line);
        String text = line.strip();
        int indent = line.indexOf(text);
        if (listed && (text.startsWith("- ") || text.equals("{")) && (itemIndent == UNKNOWN || indent == itemIndent)) {
            itemIndent = indent;
            next("");
        }
        if (!pair.matches()) {
            return;
        }
        if (current.isNew()) {
            current.place = moments.origin();
        }
        indent += text.startsWith("- ") ? 2 : 0; // "- name: redis": the key stands behind the mark of its item
        String key = pair.group(3).replace(" ", "").toLowerCase(Locale.ROOT);
        String value = unquoted(pair.group(4));
        if (value.isEmpty() || value.equals("{") || value.equals("[")) {
            opens(key, pair.group(3), indent);
        } else {
            tells(key, value, indent);
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** A key without a value opens what is indented below it. */
    private void opens(String key, String written, int indent) {
        if (LISTS.contains(key)) {
            described = indent == 0;
            listed = indent > 0;
            itemIndent = UNKNOWN;
        } else if (described && indent == CONTAINER_INDENT) {
            next(written);
        } else if (indent == 0) {
            described = false;
            listed = false;
        }
        section = key;
        sectionIndent = indent;
    }

    private void tells(String key, String value, int indent) {
        switch (key) {
            case "name" -> name(value, indent);
            case "image" -> current.image = value;
            case "memory" -> limit(value, indent);
            case "reason" -> current.killed |= value.equals("OOMKilled");
            case "oomkilled" -> current.killed |= value.equals("true");
            case "finished", "finishedat" -> {
                current.finished = value;
                current.finishedLine = moments.origin().line();
            }
            case "restartcount" ->
                current.restarts = SizeText.parse(value, Decimal.POWERS_OF_1024)
                        .map(SizeText.Size::bytes)
                        .orElse(Double.NaN);
            case "state", "laststate" -> section = key;
            default -> {}
        }
    }

    private void name(String value, int indent) {
        if (indent == 0 || section.equals("metadata")) {
            give();
            pod = value;
        } else if (value.startsWith("/")) {
            pod = value.substring(1); // as Docker names containers
        } else if (listed && indent - itemIndent > 0 && indent - itemIndent <= MOST_INDENT) {
            current.name = value;
        }
    }

    /** {@code memory: 64Mi} below {@code Limits:}, {@code "Memory": 67108864} of Docker; 0 is no limit. */
    private void limit(String value, int indent) {
        boolean below = section.equals("limits") && indent > sectionIndent;
        boolean docker = section.equals("hostconfig") || section.equals("restartpolicy") || section.equals("logconfig");
        Optional<SizeText.Size> size = SizeText.parse(value, Decimal.POWERS_OF_1000);
        if (below && size.isEmpty()) {
            moments.refuse(value);
        }
        double bytes = size.map(SizeText.Size::bytes).orElse(0.0);
        if (bytes > 0 && (below || (docker && Text.isDigit(value.charAt(value.length() - 1))))) {
            current.limit = bytes;
        }
    }

    private void next(String name) {
        keep();
        current = new Container(name, moments.origin());
    }

    private void keep() {
        if (!current.isEmpty() && containers.size() < MOST) {
            containers.add(current);
        }
    }

    /** The end of a pod; returns for how many containers something was given until now. */
    int give() {
        keep();
        boolean named = containers.stream().anyMatch(Container::isServer);
        for (Container container : containers) {
            if (container.isServer() || (!named && containers.size() == 1)) {
                give(container);
                given++;
            }
        }
        containers.clear();
        current = new Container("", moments.origin());
        section = "";
        described = false;
        listed = false;
        return given;
    }

    private void give(Container container) {
        Origin at = pod.isEmpty()
                ? container.place
                : new Origin(
                        container.place.stream(),
                        container.place.line(),
                        container.place.byteOffset(),
                        Optional.of(pod));
        if (!Double.isNaN(container.limit)) {
            SampleBuilder sample = new SampleBuilder().set(Field.CGROUP_LIMIT, container.limit);
            moments.sink().sample(sample.build(at, Stamp.NONE));
        }
        if (container.killed) {
            Map<Amount, Double> numbers = Amount.none();
            if (!Double.isNaN(container.restarts)) {
                numbers.put(Amount.RESTARTS, container.restarts);
            }
            Stamp finished = clock.cell(container.finished, container.finishedLine);
            moments.sink().event(new Event(Event.Kind.KERNEL_OOM_KILL, at, finished, words(container), numbers));
        }
    }

    private static String words(Container container) {
        String restarts = Double.isNaN(container.restarts) ? "" : ", Restart Count: " + (long) container.restarts;
        String finished = container.finished.isEmpty() ? "" : ", Finished: " + Text.shown(container.finished);
        return "Reason: OOMKilled" + finished + restarts;
    }
}
