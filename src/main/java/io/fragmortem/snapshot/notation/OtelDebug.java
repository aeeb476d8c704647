package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the debug exporter of OpenTelemetry's collector prints in detail, each point as a line of OTLP's JSON:
 *
 * <pre>
 * Resource attributes:
 *      -&gt; server.address: Str(cache-1)
 *      -&gt; Name: redis.memory.used
 *      -&gt; Unit: By
 * Timestamp: 2026-11-22 08:30:00.123456 +0000 UTC
 * Value: 13484048
 * </pre>
 */
final class OtelDebug {

    private static final Pattern MEMBER = Pattern.compile("\\s*-> ([^:]+): (.*)");
    private static final Pattern TYPED = Pattern.compile("(?:Str|Int|Double|Bool|STRING|INT|DOUBLE|BOOL)\\((.*)\\)");

    private final Map<String, String> resource = new LinkedHashMap<>();
    private final Map<String, String> point = new LinkedHashMap<>();
    private Part part = Part.OTHER;
    private String name = "";
    private String unit = "";
    private String time = "";

    /** Whose members are being told. */
    private enum Part {
        RESOURCE,
        METRIC,
        POINT,
        OTHER
    }

    private OtelDebug() {}

    static boolean opens(Head head) {
        return head.has("ResourceMetrics #") && head.has("Descriptor:") && head.has("\n     -> Name: ");
    }

    static String asJson(String text) {
        return Notation.byLine(text, new OtelDebug()::line);
    }

    private String line(String line) {
        Matcher member = MEMBER.matcher(line);
        if (member.matches()) {
            member(member.group(1), member.group(2).strip());
            return "";
        }
        String text = line.strip();
        int colon = text.indexOf(": ");
        String value = colon < 0 ? "" : text.substring(colon + 2);
        if (text.startsWith("Value: ")) {
            return json(value);
        }
        if (text.startsWith("Timestamp: ")) {
            time = value;
        } else if (text.equals("Descriptor:")) {
            part = Part.METRIC;
            point.clear();
        } else if (text.equals("Data point attributes:")) {
            part = Part.POINT;
        } else if (text.contains("DataPoints #")) {
            point.clear();
        } else if (text.equals("Resource attributes:")) {
            part = Part.RESOURCE;
            resource.clear();
        } else if (text.contains("ResourceMetrics #")) {
            resource.clear();
        } else {
            part = text.startsWith("StartTimestamp: ") ? part : Part.OTHER;
        }
        return "";
    }

    private void member(String key, String told) {
        Matcher typed = TYPED.matcher(told);
        String value = typed.matches() ? typed.group(1) : told;
        switch (part) {
            case RESOURCE -> resource.put(key, value);
            case POINT -> point.put(key, value);
            case METRIC -> {
                name = key.equals("Name") ? value : name;
                unit = key.equals("Unit") ? value : unit;
            }
            case OTHER -> {}
        }
    }

    private String json(String value) {
        return "{\"resourceMetrics\":[{\"resource\":{\"attributes\":" + attributes(resource)
                + "},\"scopeMetrics\":[{\"metrics\":[{\"name\":" + Notation.quoted(name) + ",\"unit\":"
                + Notation.quoted(unit) + ",\"gauge\":{\"dataPoints\":[{\"attributes\":" + attributes(point)
                + ",\"timeUnixNano\":" + Notation.quoted(time.replace(" +0000 UTC", " UTC")) + ",\"asDouble\":"
                + Notation.quoted(value) + "}]}}]}]}]}";
    }

    private static String attributes(Map<String, String> told) {
        StringBuilder out = new StringBuilder("[");
        told.forEach((key, value) -> out.append(out.length() > 1 ? "," : "")
                .append("{\"key\":")
                .append(Notation.quoted(key))
                .append(",\"value\":{\"stringValue\":")
                .append(Notation.quoted(value))
                .append("}}"));
        return out.append(']').toString();
    }
}
