package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.time.ToldTime;
import java.util.Map;

/** Does with a message what its {@link LogRule} asks for. */
final class RuleActions {

    private static final int LONGEST_TEXT = 500;

    /** A mail may have cut the line behind these words. */
    private static final byte[] STARVED = Bytes.ascii("aborting for OUT OF");

    private static final byte[] OUT_OF_MEMORY = Bytes.ascii("Out Of Memory allocating ");

    private final LogReader reader;
    private final CrashReport crashReport;
    private final MeasuringLines measuring;

    RuleActions(LogReader reader, CrashReport crashReport, MeasuringLines measuring) {
        this.reader = reader;
        this.crashReport = crashReport;
        this.measuring = measuring;
    }

    void apply(LogRule rule, byte[] b, int from, int to, ToldTime time, int index) {
        Speaker speaker = reader.speaker();
        if (rule.damages(b, from, to)) {
            reader.unread(b, from, to);
        }
        switch (rule.action()) {
            case BANNER -> speaker.newRun();
            case PORT ->
                speaker.run()
                        .port(rule.numbersOf(b, from, to)
                                .getOrDefault(Amount.PORT, 0.0)
                                .intValue());
            case VERSION -> started(rule, b, from, to, time, index);
            case KEYSPACE -> measuring.keyspace(b, from, to, time);
            case CLIENTS -> measuring.clients(b, from, to, time, index);
            case ALLOCATOR -> measuring.allocator(b, from, to, time, index);
            case RDB_USED_MEMORY ->
                measuring.rdb(rule.numbersOf(b, from, to).getOrDefault(Amount.USED_BYTES, Double.NaN), time, index);
            case PANIC -> {
                crashReport.panic(speaker, b, from, to);
                if (Bytes.indexOf(b, from, to, STARVED) >= 0 && speaker.starves()) {
                    happened(Event.Kind.OUT_OF_MEMORY, rule, b, from, to, time, index);
                }
            }
            case EVENT -> {
                if (Bytes.starts(b, from, to, OUT_OF_MEMORY)) {
                    speaker.starves(); // the panic below says it again
                }
                happened(rule.kind(), rule, b, from, to, time, index);
            }
        }
    }

    private void happened(Event.Kind kind, LogRule rule, byte[] b, int from, int to, ToldTime time, int index) {
        reader.hold(time, index).happened(kind, text(b, from, to), rule.numbersOf(b, from, to));
    }

    /** {@code Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=17532, just started}. */
    private void started(LogRule rule, byte[] b, int from, int to, ToldTime time, int index) {
        Map<Amount, Double> numbers = rule.numbersOf(b, from, to);
        String text = text(b, from, to);
        if (rule.numbers().isEmpty()) {
            reader.speaker().newRun(); // before 4.0 there is no banner
        }
        reader.hold(time, index).happened(Event.Kind.SERVER_START, text, numbers);
        String version = text.substring(rule.start().length).split("[, ]", 2)[0];
        double pid = numbers.getOrDefault(Amount.PID, (double) reader.pid());
        measuring.process(b[from] == 'V' ? Fact.VALKEY_VERSION : Fact.REDIS_VERSION, version, pid, time, index);
    }

    /** The beginning of a message, as events show it. */
    static String text(byte[] b, int from, int to) {
        return Bytes.text(b, from, Math.min(to, from + LONGEST_TEXT));
    }
}
