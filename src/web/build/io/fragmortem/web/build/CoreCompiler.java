package io.fragmortem.web.build;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Compiles the portable rooms to one script with the functions of {@code Core}. */
final class CoreCompiler {

    private static final String SCRIPT = "core.js";

    private CoreCompiler() {}

    /**
     * The script.
     *
     * @param classPath what stands first takes the place of classes of the same name
     */
    static String compile(List<Path> classPath, Path work) throws IOException {
        List<File> files = classPath.stream().map(Path::toFile).toList();
        TeaVMTool tool = new TeaVMTool();
        tool.setClassPath(files);
        tool.setClassLoader(new URLClassLoader(
                classPath.stream().map(CoreCompiler::url).toArray(URL[]::new), CoreCompiler.class.getClassLoader()));
        tool.setMainClass("io.fragmortem.web.Core");
        tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
        tool.setJsModuleType(JSModuleType.NONE);
        tool.setTargetDirectory(work.toFile());
        tool.setTargetFileName(SCRIPT);
        tool.setObfuscated(true);
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        ConsoleTeaVMToolLog log = new ConsoleTeaVMToolLog(false);
        tool.setLog(log);
        try {
            tool.generate();
        } catch (TeaVMToolException e) {
            throw new IllegalStateException(e);
        }
        List<Problem> problems = tool.getProblemProvider().getSevereProblems();
        TeaVMProblemRenderer.describeProblems(tool.getDependencyInfo().getCallGraph(), tool.getProblemProvider(), log);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.size() + " things in reach of the core do not exist in browsers");
        }
        return Files.readString(work.resolve(SCRIPT));
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
