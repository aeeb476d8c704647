package io.fragmortem.snapshot.info.heading;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tools that ask many servers, and print the host in a form of their own:
 *
 * <pre>
 * cache-1 | CHANGED | rc=0 &gt;&gt;       ok: [cache-1] =&gt; {       [1] 09:15:02 [SUCCESS] cache-1
 * [[[SESSIONS|10.0.0.5|6379]]]          Connected to cache-1.
 * </pre>
 */
final class FleetTools {

    private static final Pattern ANSIBLE =
            Pattern.compile("^(\\S{1,100}) \\| (SUCCESS|CHANGED|FAILED|UNREACHABLE)!?(?: \\| rc=-?\\d+)? (?:>>|=>).*$");
    private static final Pattern ANSIBLE_TASK = Pattern.compile(
            "^(ok|changed|fatal|failed|unreachable|skipping): \\[([^\\]]{1,100})\\](?:: (\\w+)!)?(?: =>.*)?$");
    private static final Pattern PSSH =
            Pattern.compile("^\\[\\d+\\] [\\d:]+ \\[(SUCCESS|FAILURE)\\] (\\S{1,100})(?: .*)?$");

    /** The agent of Checkmk: the name of an instance, its host or socket, its port. */
    private static final Pattern CHECKMK =
            Pattern.compile("^\\[\\[\\[([^|\\]]{1,100})(?:\\|([^|\\]]{1,100})\\|([^|\\]]{1,20}))?\\]\\]\\]$");

    /** What Nagios and Icinga keep of a check: its host, above what it found. */
    private static final Pattern NAGIOS = Pattern.compile("^host_name=([\\w.:-]{1,100})$");

    /** What telnet says once it is through, with a full stop behind the host. */
    private static final Pattern TELNET = Pattern.compile("^Connected to ([\\w:-][\\w.:-]{0,98}[\\w-])\\.$");

    private FleetTools() {}

    /** The host in a line of such a tool; empty when no tool wrote it. */
    static Optional<Heading> of(String text) {
        Matcher ansible = ANSIBLE.matcher(text);
        if (ansible.matches()) {
            boolean answered = !ansible.group(2).equals("UNREACHABLE");
            return answer(answered, ansible.group(1));
        }
        Matcher task = ANSIBLE_TASK.matcher(text);
        if (task.matches()) {
            boolean answered =
                    !"UNREACHABLE".equals(task.group(3)) && !task.group(1).equals("unreachable");
            return answer(answered, task.group(2));
        }
        Matcher pssh = PSSH.matcher(text);
        if (pssh.matches()) {
            boolean answered = pssh.group(1).equals("SUCCESS");
            return answer(answered, pssh.group(2));
        }
        Matcher checkmk = CHECKMK.matcher(text);
        if (checkmk.matches()) {
            boolean port = checkmk.group(3) != null && checkmk.group(3).matches("\\d{2,5}");
            return answer(true, port ? checkmk.group(2) + ":" + checkmk.group(3) : checkmk.group(1));
        }
        Matcher telnet = TELNET.matcher(text);
        if (telnet.matches()) {
            return answer(true, telnet.group(1));
        }
        Matcher nagios = NAGIOS.matcher(text);
        return nagios.matches() ? answer(true, nagios.group(1)) : Optional.empty();
    }

    private static Optional<Heading> answer(boolean answered, String host) {
        return Optional.of(new Heading(answered ? Heading.Kind.SPEAKER : Heading.Kind.UNREACHABLE, host));
    }
}
