package io.fragmortem.fleet.engine;

import io.fragmortem.source.Limits;
import io.fragmortem.source.Source;
import io.fragmortem.source.Sources;
import java.util.List;

/** Where the chain runs. Every engine gives the same results; they differ in the machines that do the work. */
public interface Engine {

    /** As {@code --engine} takes it. */
    String name();

    /** Whether what it stands on is here too. */
    default boolean isReady() {
        return true;
    }

    /** Lists what there is to read. */
    default List<Source> sources(List<String> inputs) {
        return Sources.list(inputs, Limits.defaults());
    }

    /** Whether a report can be written to an address, such as {@code hdfs://names/reports}, that is no path of this machine. */
    default boolean reaches(String address) {
        return false;
    }

    /** Runs the plan and gives what came of it to the audience. */
    void analyze(Plan plan, Fleet.Call call, Watcher watcher, Fleet.Audience audience);

    /** The threads of this process. */
    Engine LOCAL = new Engine() {
        @Override
        public String name() {
            return "local";
        }

        @Override
        public void analyze(Plan plan, Fleet.Call call, Watcher watcher, Fleet.Audience audience) {
            Fleet.analyze(plan, call, watcher, audience);
        }
    };
}
