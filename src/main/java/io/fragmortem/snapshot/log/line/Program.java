package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.ServerProgram;

/** Whose line a syslog says that it is. */
public enum Program {
    UNKNOWN,
    SERVER,
    KERNEL,
    /** systemd, which says how a unit ended, and earlyoom, which ends processes before the kernel does. */
    MANAGER,
    OTHER;

    private static final byte[] KERNEL_NAME = Bytes.ascii("kernel");
    private static final int LONGEST_NAME = 32;

    /** The program whose name stands there; servers in containers log through their engine. */
    static Program named(byte[] b, int start, int end) {
        if (Bytes.starts(b, start, end, KERNEL_NAME)) {
            return KERNEL;
        }
        String name = Bytes.text(b, start, Math.min(end, start + LONGEST_NAME));
        boolean server = ServerProgram.isIn(name);
        if (name.startsWith("systemd") || name.startsWith("earlyoom")) {
            return MANAGER;
        }
        // containers log through the engine's own name or a hexadecimal id
        boolean container = name.contains("docker") || name.contains("podman") || name.matches("[0-9a-f]{12}");
        return server || container ? SERVER : OTHER;
    }
}
