package io.fragmortem.memory;

import io.fragmortem.memory.MemoryDoctor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a server printed for MEMORY DOCTOR, read by its headings, in the order in which they stand. */
final class DoctorText {

    /** Redis 4.0 has words of its own for two of them. */
    private static final Map<String, Finding> HEADINGS = Map.of(
            "Peak memory", Finding.PEAK_MEMORY,
            "High fragmentation", Finding.HIGH_TOTAL_RSS,
            "High total RSS", Finding.HIGH_TOTAL_RSS,
            "High allocator fragmentation", Finding.HIGH_ALLOCATOR_FRAGMENTATION,
            "High allocator RSS overhead", Finding.HIGH_ALLOCATOR_RSS,
            "High process RSS overhead", Finding.HIGH_PROCESS_RSS,
            "Big slave buffers", Finding.BIG_REPLICA_BUFFERS,
            "Big replica buffers", Finding.BIG_REPLICA_BUFFERS,
            "Big client buffers", Finding.BIG_CLIENT_BUFFERS,
            "Many scripts", Finding.MANY_SCRIPTS);

    private DoctorText() {}

    static List<Finding> findings(String text) {
        if (text.contains("this instance is empty")) {
            return List.of(Finding.EMPTY);
        }
        if (text.contains("can't find any memory issue")) {
            return List.of(Finding.FINE);
        }
        List<Finding> findings = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith(" * ")) {
                String heading = line.substring(3, line.indexOf(':'));
                Finding finding = HEADINGS.get(heading);
                if (finding == null) {
                    throw new IllegalArgumentException("unknown heading: " + heading);
                }
                findings.add(finding);
            }
        }
        return List.copyOf(findings);
    }
}
