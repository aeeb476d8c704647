package io.fragmortem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may not be in which room, and how classes are closed. */
@AnalyzeClasses(packages = "io.fragmortem", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyStatisticsUsesCommonsMath = noClasses()
            .that()
            .resideOutsideOfPackage("io.fragmortem.statistics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.math3..");

    @ArchTest
    static final ArchRule onlyCsvUsesUnivocity = noClasses()
            .that()
            .resideOutsideOfPackage("io.fragmortem.snapshot.csv..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.univocity..");

    @ArchTest
    static final ArchRule onlyPagesUseFreemarker = noClasses()
            .that()
            .resideOutsideOfPackage("io.fragmortem.report.html..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("freemarker..");

    @ArchTest
    static final ArchRule onlyCliUsesCommonsCli = noClasses()
            .that()
            .resideOutsideOfPackage("io.fragmortem.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.cli..");

    @ArchTest
    static final ArchRule nobodyTouchesTheNetwork = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.net\\.(Socket|ServerSocket|URL|URLConnection|HttpURLConnection|InetAddress|http\\..*)")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule timelineAndDiagnosisDoNoInputOrOutput = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.fragmortem.timeline..",
                    "io.fragmortem.memory..",
                    "io.fragmortem.diagnosis..",
                    "io.fragmortem.statistics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.util.zip..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|InputStream|OutputStream|Reader|Writer).*");

    /** Arabic and full-width digits pass these tests and fail in every parser of numbers. */
    @ArchTest
    static final ArchRule readersKnowOnlyTheirOwnDigits = noClasses()
            .that()
            .resideInAPackage("io.fragmortem.snapshot..")
            .should()
            .callMethod(Character.class, "isDigit", char.class)
            .orShould()
            .callMethod(Character.class, "isDigit", int.class);

    @ArchTest
    static final ArchRule onlyCliKnowsTheClockAndTheStreams = noClasses()
            .that()
            .resideOutsideOfPackage("io.fragmortem.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(java.util.Locale.class, "getDefault");

    @ArchTest
    static final ArchRule classesAreFinalOrClosed = ArchRuleDefinition.classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .should(new ArchCondition<>("be final, abstract or sealed") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                            || type.getModifiers().contains(JavaModifier.ABSTRACT)
                            || type.reflect().isSealed();
                    if (!closed && !type.getSimpleName().equals("package-info")) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " is open for inheritance"));
                    }
                }
            });

    /** What the sources of the page, of Spark, of tests and benchmarks name as well as the program itself. */
    private static final Set<String> IMPORTED = imported();

    private static Set<String> imported() {
        Pattern line = Pattern.compile("(?m)^import (?:static )?(io\\.fragmortem(?:\\.[a-z]+)*\\.[A-Z]\\w*)");
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            Set<String> names = new HashSet<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                line.matcher(Files.readString(file)).results().forEach(match -> names.add(match.group(1)));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Views are read by templates, which need public records; the program and the engine for Spark are started by name. */
    @ArchTest
    static final ArchRule whatIsPublicIsUsedOutsideOfItsRoom = ArchRuleDefinition.classes()
            .that()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .and()
            .resideOutsideOfPackages("io.fragmortem.report.view..", "io.fragmortem.spark..")
            .and()
            .doNotHaveSimpleName("Main")
            .should(new ArchCondition<>("be used from another package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean used = IMPORTED.contains(type.getName())
                            || type.getPackage().getClasses().stream()
                                    .filter(one ->
                                            one.equals(type) || one.getName().startsWith(type.getName() + "$"))
                                    .flatMap(one -> one.getDirectDependenciesToSelf().stream())
                                    .anyMatch(use ->
                                            !use.getOriginClass().getPackage().equals(type.getPackage()));
                    if (!used) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " needs not be public"));
                    }
                }
            });
}
