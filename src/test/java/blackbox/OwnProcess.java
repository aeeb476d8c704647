package blackbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a process of its own, for what one process cannot show of itself: signals, limits of memory, a death. */
final class OwnProcess {

    private OwnProcess() {}

    /** @param jvm options of the JVM */
    static ProcessBuilder of(List<String> jvm, String... arguments) {
        return new ProcessBuilder(command(jvm, arguments));
    }

    /** The words of its command line, for a shell that sets limits first. */
    static List<String> command(List<String> jvm, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.fragmortem.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }
}
