package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher of a checkout builds, and what happens where it cannot. */
final class LauncherBuildTest {

    @TempDir
    private Path temporary;

    private Checkout checkout;

    @BeforeEach
    void install() throws IOException {
        checkout = new Checkout(temporary);
    }

    @Test
    void itIsBuiltOnFirstUseAndWhenSourcesAreNewer() throws Exception {
        assertTrue(checkout.launch("formats").err().contains("first use, building with Maven"));
        assertEquals("", checkout.launch("formats").err());
        assertEquals(1, checkout.builds());
        for (String source : List.of("src/main/A.java", "templates/a.ftlh", "pom.xml")) {
            long before = checkout.builds();
            checkout.change(source);
            assertTrue(
                    checkout.launch("formats").err().contains("the sources are newer than the program, building"),
                    source);
            assertEquals(before + 1, checkout.builds());
            Checkout.age(checkout.home().resolve("src"));
            Checkout.age(checkout.home().resolve("templates"));
            Files.setLastModifiedTime(checkout.home().resolve("pom.xml"), FileTime.from(Checkout.LONG_AGO));
        }
        assertEquals("", checkout.launch("formats").err());
    }

    /** A copy of the folder has new dates everywhere, and nothing to build. */
    @Test
    void sourcesThatAreOnlyYoungerAreNotBuilt() throws Exception {
        checkout.launch("formats");
        Files.setLastModifiedTime(checkout.jar(), FileTime.from(Checkout.LONG_AGO.plusSeconds(60)));
        Files.setLastModifiedTime(
                checkout.home().resolve("src/main/A.java"), FileTime.from(Checkout.LONG_AGO.plusSeconds(120)));
        assertEquals("", checkout.launch("formats").err());
        assertEquals(1, checkout.builds());
    }

    /** Maven leaves a checkout.jar() alone when nothing that goes into it changed. */
    @Test
    void aJarThatIsLeftAloneIsNotBuiltForEver() throws Exception {
        checkout.launch("formats");
        Checkout.script(temporary.resolve("bin/mvn"), "#!/bin/sh\necho again >>\"" + temporary + "/maven.log\"\n");
        Files.setLastModifiedTime(checkout.jar(), FileTime.from(Checkout.LONG_AGO.plusSeconds(60)));
        checkout.change("pom.xml");
        Files.setLastModifiedTime(
                checkout.home().resolve("pom.xml"), FileTime.from(Checkout.LONG_AGO.plusSeconds(120)));
        assertTrue(checkout.launch("formats").err().contains("built."));
        assertEquals("", checkout.launch("formats").err());
        assertEquals(2, checkout.builds());
    }

    @Test
    void whereItCannotBeBuiltAnewTheOldOneRunsAndThatIsSaid() throws Exception {
        checkout.launch("formats");
        checkout.change("src/main/A.java");
        Files.createFile(temporary.resolve("broken"));
        Checkout.Ended broken = checkout.launch("formats");
        assertEquals(0, broken.code());
        assertTrue(broken.err().contains("running what was built before"), broken.err());
        checkout.environment().put("PATH", checkout.withoutMaven().toString());
        Checkout.Ended without = checkout.launch("formats");
        assertEquals(0, without.code());
        assertTrue(
                without.err().contains("Maven (mvn) is not installed: running what was built before"), without.err());
        Files.delete(checkout.jar());
        Checkout.Ended nothing = checkout.launch("formats");
        assertEquals(70, nothing.code());
        assertTrue(nothing.err().contains("is not built yet and Maven (mvn) is not installed"), nothing.err());
    }

    @Test
    void aLockOfALauncherThatIsGoneIsNobodys() throws Exception {
        Path lock = Files.createDirectories(checkout.home().resolve("target/building"));
        Files.writeString(lock.resolve("pid"), "999999\n");
        assertEquals(0, checkout.launch("formats").code());
        assertEquals(1, checkout.builds());
        assertFalse(Files.exists(lock));
    }

    @Test
    void ofTwoFirstRunsAtOnceOneBuildsForBoth() throws Exception {
        Files.createFile(temporary.resolve("slow"));
        Process one = checkout.start(List.of(), checkout.home(), "one", "formats");
        Process other = checkout.start(List.of(), checkout.home(), "other", "formats");
        assertEquals(0, checkout.ended(one, "one").code());
        assertEquals(0, checkout.ended(other, "other").code());
        assertEquals(1, checkout.builds());
        assertTrue(checkout.ended(one, "one").out().contains("formats")
                && checkout.ended(other, "other").out().contains("formats"));
    }

    /** A checkout that belongs to somebody else, and a user without a checkout.home(). */
    @Test
    void whoMayNotWriteThereIsTold() throws Exception {
        assumeTrue(Tool.isInstalled("setpriv") && Files.isWritable(Path.of("/etc")), "no right to be somebody else");
        List<String> nobody = List.of("setpriv", "--reuid", "65534", "--clear-groups", "env", "HOME=/nowhere");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Checkout.Ended unbuilt = checkout.ended(checkout.start(nobody, checkout.home(), "nobody", "formats"), "nobody");
        assertEquals(70, unbuilt.code());
        assertTrue(
                unbuilt.err().contains("is not built yet and " + checkout.home() + " cannot be written"),
                unbuilt.err());
        assertEquals(0, checkout.launch("formats").code());
        Checkout.Ended built = checkout.ended(checkout.start(nobody, checkout.home(), "nobody", "formats"), "nobody");
        assertEquals("0 ", built.code() + " " + built.err());
    }
}
