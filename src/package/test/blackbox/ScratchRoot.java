package blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A root folder with a shell, the few tools that the launcher uses, their libraries and nothing else: a machine without Java. */
final class ScratchRoot {

    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "cksum",
            "cut",
            "dirname",
            "env",
            "find",
            "head",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sort");

    private final Path root;

    ScratchRoot(Path root) throws Exception {
        this.root = root;
        for (String folder : List.of(
                "usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "dev", "proc", "tmp", "etc", "var/lib/dpkg/info")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (String link : List.of("bin", "sbin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(link), Path.of("usr", link));
        }
        for (String tool : TOOLS) {
            add(tool, tool);
        }
        add("dash", "sh");
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        if (Tool.run(Map.of(), "mknod", "-m", "666", root.resolve("dev/null").toString(), "c", "1", "3")
                        .code()
                != 0) {
            Files.createFile(root.resolve("dev/null"));
        }
    }

    static boolean isPossible() throws Exception {
        return Tool.isInstalled("ldd")
                && Tool.isInstalled("dash")
                && Tool.isInstalled("unshare")
                && Tool.run(Map.of(), "unshare", "--mount", "chroot", "/", "true")
                                .code()
                        == 0;
    }

    Path root() {
        return root;
    }

    private void add(String tool, String name) throws Exception {
        Path real = Path.of("/usr/bin", tool).toRealPath();
        Files.copy(real, root.resolve("usr/bin").resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        addLibrariesOf(List.of(real));
    }

    /** Copies a Java there, with what its libraries need of the system. */
    void addJava(Path java, String place) throws Exception {
        addLibrariesOfJava(java);
        Path to = root.resolve(place);
        Files.createDirectories(to.getParent());
        Tool.run(Map.of(), "cp", "-a", java.toString(), to.toString());
    }

    void addLibrariesOfJava(Path java) throws Exception {
        try (Stream<Path> libraries = Files.walk(java.resolve("lib"))) {
            addLibrariesOf(Stream.concat(
                            Stream.of(java.resolve("bin/java")),
                            libraries.filter(file -> file.toString().endsWith(".so")))
                    .toList());
        }
    }

    /** What the system's linker would load for them from the folders of the system. */
    private void addLibrariesOf(List<Path> programs) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ldd"));
        programs.forEach(program -> command.add(program.toString()));
        Matcher library = Pattern.compile("(?m)(?:=> |^\\s+)(/(?:usr/)?lib\\S*) \\(0x")
                .matcher(Tool.run(Map.of(), command.toArray(String[]::new)).text());
        while (library.find()) {
            Path source = Path.of(library.group(1));
            Path to = root.resolve(source.toString().substring(1));
            if (!Files.exists(to)) {
                Files.createDirectories(to.getParent());
                Files.copy(source.toRealPath(), to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Runs a command in there, with nothing in its environment but a path. */
    Tool.Said run(String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of("chroot", root.toString(), "/usr/bin/env", "-i", "PATH=/usr/bin"));
        all.addAll(List.of(command));
        return runOnTop(all.toArray(String[]::new));
    }

    /** Runs a command outside, while the folder has the kernel's /proc: the linker finds a Java's libraries by it. */
    Tool.Said runOnTop(String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of("unshare", "--mount-proc=" + root.resolve("proc")));
        all.addAll(List.of(command));
        return Tool.run(Map.of("DEBIAN_FRONTEND", "noninteractive"), all.toArray(String[]::new));
    }
}
