package io.fragmortem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms that also run in a browser use nothing that is missing there, or that is there and does another thing. */
@AnalyzeClasses(packages = "io.fragmortem", importOptions = ImportOption.DoNotIncludeTests.class)
final class PortableCoreTest {

    private static final List<String> PORTABLE_ROOMS = List.of(
            "phrase",
            "snapshot",
            "timeline",
            "statistics",
            "memory",
            "diagnosis",
            "fleet",
            "report.words",
            "report.chart",
            "report.json",
            "report.view",
            "report.text");

    /** Doors of other rooms that the page uses too. */
    private static final Set<String> PORTABLE_DOORS = Set.of(
            "source.Entry", "source.Problem", "fleet.engine.Outcome", "report.PageJson", "report.html.PageFrame");

    /** Walks paths; its books are portable. */
    private static final Set<String> FOR_THE_JVM = Set.of("fleet.intake.Ingest");

    /** {@code src/web} has classes of these names that take their places in browsers. */
    private static final Set<String> REPLACED = Set.of("snapshot.text.EightBytes", "snapshot.text.Chinese");

    private static final DescribedPredicate<JavaClass> PORTABLE = new DescribedPredicate<>("are portable") {
        @Override
        public boolean test(JavaClass type) {
            String name = type.getName().split("\\$", 2)[0].replaceFirst("^io\\.fragmortem\\.", "");
            boolean inRoom = PORTABLE_ROOMS.stream().anyMatch(room -> name.startsWith(room + "."));
            return PORTABLE_DOORS.contains(name)
                    || (inRoom
                            && !FOR_THE_JVM.contains(name)
                            && !name.startsWith("fleet.engine.")
                            && !REPLACED.contains(name));
        }
    };

    @ArchTest
    static final ArchRule portableRoomsUseNoFilesThreadsDigestsOrTemplates = noClasses()
            .that(PORTABLE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.security..", "java.util.concurrent..", "freemarker..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.(Thread|invoke\\.(VarHandle|MethodHandles?))"
                    + "|java\\.util\\.(Properties|SplittableRandom|HexFormat)|java\\.io\\.SequenceInputStream");

    @ArchTest
    static final ArchRule portableRoomsCallNothingThatBrowsersLack = noClasses()
            .that(PORTABLE)
            .should()
            .callMethod(String.class, "lines")
            .orShould()
            .callMethod(Long.class, "parseUnsignedLong", String.class)
            .orShould()
            .callMethod(Collections.class, "unmodifiableSortedMap", SortedMap.class)
            .orShould()
            .callMethod(Charset.class, "isSupported", String.class);

    /** Classes of Unicode in patterns compile for browsers and fail there at run time. */
    @Test
    void patternsKnowNoClassesOfUnicode() throws IOException {
        Pattern unicode = Pattern.compile("\\\\\\\\[pP]\\{(?:L|N|Is|Lu|Ll|M|P|S|Z|InC)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> found = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> unicode.matcher(text(path)).find())
                    .toList();
            assertEquals(List.of(), found);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
