package io.fragmortem.snapshot.info.prefix;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prefixes of collectors that tell the time in epoch seconds and whose figures follow. */
final class Collectors {

    /** In Nagios' log, in its file of performance data, and as PNP4Nagios has it written. */
    private static final Pattern NAGIOS = Pattern.compile(
            "(?:\\[(\\d{10})\\] SERVICE PERFDATA: |\\[SERVICEPERFDATA\\]\t|DATATYPE::SERVICEPERFDATA\tTIMET::)"
                    + "(?:(\\d{10})\t)?(?:HOSTNAME::)?([^;\t]{1,100})[;\t](?:SERVICEDESC::)?([^;\t]{1,100})[;\t](?=.*=)");

    /** What Nagios' log says of the states of services, with the words of the check and its figures behind them. */
    private static final Pattern NAGIOS_STATE =
            Pattern.compile("\\[(\\d{10})\\] (?:SERVICE ALERT: |CURRENT SERVICE STATE: "
                    + "|INITIAL SERVICE STATE: |PASSIVE SERVICE CHECK: |SERVICE NOTIFICATION: [^;]{1,100};)"
                    + "([^;]{1,100});([^;]{1,100});[A-Z0-9]{1,8};(?:(?:HARD|SOFT);\\d{1,3};)?(?=.*=)");

    private static final Pattern FLUENT_BIT = Pattern.compile(
            "\\[\\d+\\] (\\S{1,100}): \\[{1,2}(\\d{10})(?:\\.\\d+)?(?:, \\{[^{}]{0,200}\\}\\])?, (?=\\{)");

    private final LineText line;
    private final StreamClock clock;
    private final TimeText time = new TimeText();

    Collectors(LineText line, StreamClock clock) {
        this.line = line;
        this.clock = clock;
    }

    /** {@code [1795336850] SERVICE PERFDATA: cache-1;Redis;used_memory=1B;;;0}: the host's, or that of one service of several. */
    boolean nagios(long lineNumber) {
        String text = line.text();
        if (!line.stamp().equals(Stamp.NONE)) {
            return false;
        }
        if (!text.contains("PERFDATA")) {
            return text.contains(" SERVICE ") && nagiosState(text, lineNumber);
        }
        Matcher record = NAGIOS.matcher(text);
        if (!record.lookingAt()) {
            return false;
        }
        String seconds = record.group(1) == null ? record.group(2) : record.group(1);
        service(record.group(3), record.group(4));
        return take(seconds, text.substring(record.end()), lineNumber);
    }

    /** {@code [1795336850] SERVICE ALERT: cache-1;Redis;WARNING;HARD;3;high | used_memory=1B;;;0}. */
    private boolean nagiosState(String text, long lineNumber) {
        Matcher state = NAGIOS_STATE.matcher(text);
        if (!state.lookingAt()) {
            return false;
        }
        service(state.group(2), state.group(3));
        int figures = text.lastIndexOf('|'); // before them are words
        return take(
                state.group(1),
                text.substring(Math.max(figures + 1, state.end())).strip(),
                lineNumber);
    }

    private void service(String host, String service) {
        line.labelIfNone(SpeakerName.tellsApart(service) ? host + "/" + service : host);
    }

    /** {@code [0] redis.cache-1: [[1795336850.000000000, {}], {"used_memory"=>1}]}: what Fluent Bit prints to look at. */
    boolean fluentBit(long lineNumber) {
        String text = line.text();
        if (text.charAt(0) != '[' || !line.stamp().equals(Stamp.NONE) || !text.contains("=>")) {
            return false;
        }
        Matcher record = FLUENT_BIT.matcher(text);
        if (!record.lookingAt()) {
            return false;
        }
        if (SpeakerName.tellsApart(record.group(1))) {
            line.labelIfNone(record.group(1));
        }
        return take(record.group(2), text.substring(record.end()), lineNumber);
    }

    private boolean take(@Nullable String seconds, String rest, long lineNumber) {
        if (seconds != null && time.parse(seconds)) {
            line.stamp(clock.stamp(time, lineNumber));
        }
        line.text(rest);
        return true;
    }
}
