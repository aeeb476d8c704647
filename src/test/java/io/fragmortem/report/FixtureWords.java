package io.fragmortem.report;

import java.util.Map;

/** The sentences of the fixtures, whose keys no bundle has. */
final class FixtureWords {

    static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("t.text", "{0}"),
            Map.entry(
                    "t.founding",
                    "jemalloc keeps {0} of freed pages for {1} in use; {2} of them are still resident."
                            + " No restart needed."),
            Map.entry("t.gone", "The data is {0}, the peak was {1}: almost everything that this server held is gone."),
            Map.entry("t.claim", "Pages kept by the allocator after a peak: {0}, {1} of RSS."),
            Map.entry("t.resident", "allocator_resident is {0}, allocator_active {1}."),
            Map.entry("t.peak", "used_memory_peak is {0}, used memory now {1}."),
            Map.entry("t.ratio", "mem_fragmentation_ratio is {0}: a ratio over a small number."),
            Map.entry("t.frag", "only {0} between active and allocated"),
            Map.entry("t.purge", "Ask jemalloc to return the pages that it keeps."),
            Map.entry("t.purge.risk", "a stall of some ten milliseconds per GiB while pages are released."),
            Map.entry("t.purge.not", "a save or a rewrite is running."),
            Map.entry("t.purge.verify", "allocator_resident falls near allocator_active ({0}) in the next dump."),
            Map.entry("t.ask", "The data is {0}, the peak was {1}: was it meant to be emptied? If not: backup first."),
            Map.entry("t.nodefrag", "Do not turn on active defragmentation: there is {0} to gain."),
            Map.entry("t.noremove", "Do not remove the container: it would lose what is left."),
            Map.entry("t.next", "Two more dumps ten minutes apart show whether it decays by itself."),
            Map.entry("t.check", "{0} is within its tolerance."),
            Map.entry("t.missing", "needs {0}, which this input does not have."),
            Map.entry("t.doctor", "High total RSS: {0} times the used memory."),
            Map.entry("t.flush", "Dataset {0} to {1} in one sample; RSS unchanged"),
            Map.entry("t.first", "Capture begins: used {0}, RSS {1}"),
            Map.entry("t.last", "Capture ends: used {0}, RSS {1}"),
            Map.entry("t.label", "{0}"));

    private FixtureWords() {}
}
