package io.fragmortem.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

/** Exponentials and logarithms of the page, whose tables are computed, are those of the library, which holds them written out. */
final class TablesTest {

    private static final int STEPS = 100_000;

    /** Below it a result has fewer digits than the library's own table; e-217 is a probability of nothing that anyone tells. */
    private static final double SMALL = -500;

    @Test
    void exponentialsAndLogarithmsAreThoseOfTheLibrary() throws Exception {
        Path computed = Path.of("target", "web", "classes");
        URL library = FastMath.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] classPath = {new File(computed + File.separator).toURI().toURL(), library};
        try (URLClassLoader page = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> theirs = page.loadClass(FastMath.class.getName());
            Method exp = theirs.getMethod("exp", double.class);
            Method log = theirs.getMethod("log", double.class);
            for (int i = 0; i <= STEPS; i++) {
                double x = -708 + 1417.0 * i / STEPS;
                double expected = FastMath.exp(x);
                assertEquals(expected, (double) exp.invoke(null, x), x < SMALL ? 4e-16 * expected : 0, "exp " + x);
                double y = expected + i;
                assertEquals(FastMath.log(y), (double) log.invoke(null, y), "log " + y);
            }
        }
    }
}
