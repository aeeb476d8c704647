package io.fragmortem.snapshot.system;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Kubernetes and Docker tell of a container: {@code kubectl describe pod}, {@code kubectl get pod} as YAML or JSON,
 * {@code docker inspect}. Its limit, and the kills for memory with the moment at which the container ended; the moment at
 * which it started is no time of anything else.
 *
 * <pre>
 * Last State:     Terminated
 *   Reason:       OOMKilled
 *   Exit Code:    137
 *   Finished:     Thu, 12 Sep 2024 14:38:47 +0000
 * Restart Count:  43
 * Limits:
 *   memory:  64Mi
 * </pre>
 */
public final class PodFormat implements Format {

    private static final Pattern OPENS = Pattern.compile("^\\s*(?:(?:Last )?State:\\s+(?:Running|Waiting|Terminated)"
            + "|Restart Count:\\s+\\d+|Limits:|lastState:|containerStatuses:|Reason:\\s+OOMKilled|reason: OOMKilled"
            + "|\"OOMKilled\": (?:true|false),?|\"State\": \\{)\\s*$");
    private static final Pattern NAME = Pattern.compile("^Name:\\s+\\S+$");
    private static final Pattern AFTER_NAME = Pattern.compile("^(?:Namespace|Priority):\\s+.*$");

    /** What is indented, and the attributes of the pod itself. */
    private static final Pattern GOES_ON =
            Pattern.compile("^(?:\\s.*|[A-Z][A-Za-z -]{1,30}:(?:\\s.*)?|[a-z]\\w{1,30}:.*|[\\]\\[{}].*)?$");

    private static final Passage PASSAGE = new Passage(
            (line, next) -> OPENS.matcher(line).matches()
                    || (NAME.matcher(line).matches() && AFTER_NAME.matcher(next).matches()),
            line -> GOES_ON.matcher(line).matches(),
            line -> false,
            Passage.Lines.ANY);

    @Override
    public String name() {
        return "kube-pod";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean describes = head.has("Restart Count:") && (head.has("State:") || head.has("Limits:"));
        boolean yaml = head.has("containerStatuses:") || head.has("\"containerStatuses\":");
        boolean inspect = head.has("\"OOMKilled\":") && head.has("\"HostConfig\"");
        return describes || yaml || inspect
                ? Sureness.SYSTEM
                : head.has("OOMKilled") && head.has("Exit Code:") ? Sureness.WEAK_SIGNS : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        StreamClock clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        try (Moments moments = new Moments(entry, options, sink, Moments.Numbers.ARE_VALUES)) {
            Pods pods = new Pods(moments, clock);
            while (moments.next()) {
                pods.line(moments.line());
            }
            if (pods.give() == 0) {
                moments.reject(Phrase.of("input.found.no_limit"), Phrase.of("input.expected.pod"));
            }
        }
    }
}
