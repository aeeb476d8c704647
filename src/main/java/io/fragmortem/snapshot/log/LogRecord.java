package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.log.line.LogLine;
import io.fragmortem.snapshot.time.Times;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a server's log with what a collector put around it:
 *
 * <pre>
 * {"@timestamp":"2026-11-20T00:00:00.123Z","message":"1:M ... * ...","host":{"name":"h1"}}            Filebeat
 * {"labels":{"pod":"redis-0"},"line":"1:M ...","timestamp":"2026-11-20T00:00:00.123456789Z"}         logcli
 * {"line":"1:M ...","timestamp":"1795132800000000000","fields":{"pod":"redis-0"}}                    Explore
 * {"logStreamName":"h1","timestamp":1795132800123,"message":"..."}                                   CloudWatch Logs
 * {"CacheClusterId":"c1","Role":"M","Time":"20 Nov 2026 00:00:00.800 UTC","Message":"..."}           ElastiCache
 * </pre>
 *
 * @param message the line itself; the server's prefix may be missing, because some collectors take it apart
 * @param micros since the epoch, {@link Times#NONE} where nothing says
 * @param speaker pod, host or node; empty when nothing names one
 */
record LogRecord(String message, long micros, String speaker) {

    private static final String[] MESSAGES = {
        "event.original",
        "log.original",
        "message",
        "line",
        "msg",
        "Message",
        "MESSAGE",
        "textPayload",
        "jsonPayload.message",
        "jsonPayload.MESSAGE",
        "attributes.message",
        "@message",
        "_raw",
        "body",
        "Body",
        "full_message",
        "short_message",
        "log"
    };

    private static final String[] TIMES = {
        "@timestamp",
        "timestamp",
        "attributes.timestamp",
        "time",
        "_time",
        "ts",
        "Time",
        "date",
        "eventTimestamp",
        "lastTimestamp",
        "eventTime"
    };

    /** The nearest to the process first. */
    private static final String[] SPEAKERS = {
        "kubernetes.pod.name",
        "kubernetes.pod_name",
        "labels.pod",
        "fields.pod",
        "stream.pod",
        "resource.labels.pod_name",
        "pod",
        "CacheClusterId",
        "container.name",
        "labels.instance",
        "fields.instance",
        "stream.instance",
        "host.name",
        "attributes.host",
        "host.hostname",
        "agent.hostname",
        "hostname",
        "labels.host",
        "fields.host",
        "stream.host",
        "host",
        "labels.container",
        "fields.container",
        "stream.container",
        "resource.labels.node_name",
        "source.host",
        "logStreamName",
        "@logStream"
    };

    /** {@code 20 Nov 2026 00:00:00.800 UTC}: the server's own form with a zone behind it. */
    private static final Pattern SERVER_TIME = Pattern.compile("(\\d{1,2} [A-Z][a-z]{2} \\d{4} [\\d:.]{8,12}) UTC");

    /** The record in this value, empty when it holds no line. */
    static Optional<LogRecord> of(JsonValue value, JsonScalars scalars) {
        Map<String, String> leaves = new LinkedHashMap<>();
        value.leaves(leaves::put);
        String message = first(leaves, MESSAGES);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        long micros = Times.NONE;
        for (String name : TIMES) {
            String text = leaves.getOrDefault(name, "");
            micros = micros == Times.NONE && !text.isEmpty() ? time(text, scalars) : micros;
        }
        String node = leaves.getOrDefault("CacheNodeId", "");
        String speaker = first(leaves, SPEAKERS);
        return Optional.of(new LogRecord(message, micros, node.isEmpty() ? speaker : speaker + "/" + node));
    }

    private static long time(String text, JsonScalars scalars) {
        Matcher server = SERVER_TIME.matcher(text);
        if (server.matches()) {
            byte[] line = ("1:M " + server.group(1) + " * ").getBytes(StandardCharsets.US_ASCII);
            LogLine parsed = new LogLine();
            return parsed.parse(line, 0, line.length) ? parsed.micros() : Times.NONE;
        }
        return scalars.time(text);
    }

    private static String first(Map<String, String> leaves, String[] names) {
        for (String name : names) {
            String text = leaves.getOrDefault(name, "");
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
