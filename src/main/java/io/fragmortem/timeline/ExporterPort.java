package io.fragmortem.timeline;

import io.fragmortem.snapshot.Field;

/**
 * Tells the address of an exporter from that of a server: an export of Prometheus names its servers by where they were
 * scraped, and no command can be sent there.
 */
public final class ExporterPort {

    /** The default port allocations of Prometheus' wiki; redis_exporter has 9121. */
    private static final int FIRST = 9100;

    private static final int LAST = 9999;

    private ExporterPort() {}

    /** Whether an exporter listens on this port; a server that says itself that it has it is believed. */
    public static boolean is(Timeline timeline, int port) {
        return isOfExporter(port) && timeline.last(Field.TCP_PORT).orElse(0) != port;
    }

    /** Whether exporters listen on ports such as this. */
    public static boolean isOfExporter(int port) {
        return port >= FIRST && port <= LAST;
    }
}
