package io.fragmortem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
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
import com.tngtech.archunit.library.Architectures;
import java.util.Set;

/** The rooms and what may not be in them. */
@AnalyzeClasses(packages = "io.fragmortem", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    /** phrase, source, snapshot, timeline, statistics, memory, diagnosis, fleet, report, cli: a room uses only what stands before it. */
    @ArchTest
    static final ArchRule roomsUseOnlyWhatStandsBeforeThem = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("phrase")
            .definedBy("io.fragmortem.phrase..")
            .layer("source")
            .definedBy("io.fragmortem.source..")
            .layer("snapshot")
            .definedBy("io.fragmortem.snapshot..")
            .layer("timeline")
            .definedBy("io.fragmortem.timeline..")
            .layer("statistics")
            .definedBy("io.fragmortem.statistics..")
            .layer("memory")
            .definedBy("io.fragmortem.memory..")
            .layer("diagnosis")
            .definedBy("io.fragmortem.diagnosis..")
            .layer("fleet")
            .definedBy("io.fragmortem.fleet..")
            .layer("report")
            .definedBy("io.fragmortem.report..")
            .layer("cli")
            .definedBy("io.fragmortem.cli..")
            .whereLayer("phrase")
            .mayNotAccessAnyLayer()
            .whereLayer("source")
            .mayOnlyAccessLayers("phrase")
            .whereLayer("snapshot")
            .mayOnlyAccessLayers("phrase", "source")
            .whereLayer("timeline")
            .mayOnlyAccessLayers("phrase", "source", "snapshot")
            .whereLayer("statistics")
            .mayNotAccessAnyLayer()
            .whereLayer("memory")
            .mayOnlyAccessLayers("phrase", "snapshot", "timeline", "statistics")
            .whereLayer("diagnosis")
            .mayOnlyAccessLayers("phrase", "snapshot", "timeline", "statistics", "memory")
            .whereLayer("fleet")
            .mayOnlyAccessLayers("phrase", "source", "snapshot", "timeline", "statistics", "memory", "diagnosis")
            .whereLayer("report")
            .mayOnlyAccessLayers(
                    "phrase", "source", "snapshot", "timeline", "statistics", "memory", "diagnosis", "fleet")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    /** words, then redact, chart and json side by side, then view, then text and html side by side; the doors use them all. */
    @ArchTest
    static final ArchRule roomsOfReportUseOnlyWhatStandsBeforeThem = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("words")
            .definedBy("io.fragmortem.report.words..")
            .layer("redact")
            .definedBy("io.fragmortem.report.redact..")
            .layer("chart")
            .definedBy("io.fragmortem.report.chart..")
            .layer("json")
            .definedBy("io.fragmortem.report.json..")
            .layer("view")
            .definedBy("io.fragmortem.report.view..")
            .layer("text")
            .definedBy("io.fragmortem.report.text..")
            .layer("html")
            .definedBy("io.fragmortem.report.html..")
            .layer("doors")
            .definedBy("io.fragmortem.report")
            .whereLayer("words")
            .mayNotAccessAnyLayer()
            .whereLayer("redact")
            .mayOnlyAccessLayers("words")
            .whereLayer("chart")
            .mayOnlyAccessLayers("words")
            .whereLayer("json")
            .mayOnlyAccessLayers("words")
            .whereLayer("view")
            .mayOnlyAccessLayers("words", "chart")
            .whereLayer("text")
            .mayOnlyAccessLayers("words", "chart", "view")
            .whereLayer("html")
            .mayOnlyAccessLayers("words", "view")
            .whereLayer("doors")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule textKnowsNoFormat = noClasses()
            .that()
            .resideInAPackage("io.fragmortem.snapshot.text")
            .should()
            .dependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                    "io.fragmortem.snapshot.text", "java..", "org.jspecify..")));

    @ArchTest
    static final ArchRule theGrammarOfTimeKnowsNoStream = noClasses()
            .that()
            .resideInAPackage("io.fragmortem.snapshot.time")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fragmortem.snapshot.time.clock");

    @ArchTest
    static final ArchRule aLineOfALogKnowsNoMessage = noClasses()
            .that()
            .resideInAPackage("io.fragmortem.snapshot.log.line")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fragmortem.snapshot.log");

    /** line, then clean, prefix and heading side by side, then the dumps: the rooms of INFO text, downhill too. */
    @ArchTest
    static final ArchRule roomsOfInfoUseOnlyWhatStandsBeforeThem = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("line")
            .definedBy("io.fragmortem.snapshot.info.line")
            .layer("clean")
            .definedBy("io.fragmortem.snapshot.info.clean")
            .layer("prefix")
            .definedBy("io.fragmortem.snapshot.info.prefix")
            .layer("heading")
            .definedBy("io.fragmortem.snapshot.info.heading")
            .layer("dumps")
            .definedBy("io.fragmortem.snapshot.info")
            .whereLayer("line")
            .mayNotAccessAnyLayer()
            .whereLayer("clean")
            .mayOnlyAccessLayers("line")
            .whereLayer("prefix")
            .mayOnlyAccessLayers("line")
            .whereLayer("heading")
            .mayOnlyAccessLayers("line");

    @ArchTest
    static final ArchRule whatPagesShowKnowsNotWhatItWasMadeOf = noClasses()
            .that()
            .resideInAPackage("io.fragmortem.report.view.page")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fragmortem.report.view");

    /** base, noise, trend, change, cycle, forecast: a room of the statistics uses only what stands before it. */
    @ArchTest
    static final ArchRule roomsOfTheStatistics = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("base")
            .definedBy("io.fragmortem.statistics.base")
            .layer("noise")
            .definedBy("io.fragmortem.statistics.noise")
            .layer("trend")
            .definedBy("io.fragmortem.statistics.trend")
            .layer("change")
            .definedBy("io.fragmortem.statistics.change")
            .layer("cycle")
            .definedBy("io.fragmortem.statistics.cycle")
            .layer("forecast")
            .definedBy("io.fragmortem.statistics.forecast")
            .layer("discovery")
            .definedBy("io.fragmortem.statistics.discovery")
            .layer("level")
            .definedBy("io.fragmortem.statistics.level")
            .layer("analysis")
            .definedBy("io.fragmortem.statistics")
            .whereLayer("base")
            .mayNotAccessAnyLayer()
            .whereLayer("noise")
            .mayOnlyAccessLayers("base")
            .whereLayer("trend")
            .mayOnlyAccessLayers("base", "noise")
            .whereLayer("change")
            .mayOnlyAccessLayers("base", "noise")
            .whereLayer("cycle")
            .mayOnlyAccessLayers("base", "noise")
            .whereLayer("forecast")
            .mayOnlyAccessLayers("base", "noise", "trend", "change")
            .whereLayer("discovery")
            .mayOnlyAccessLayers("base", "noise")
            .whereLayer("level")
            .mayOnlyAccessLayers("base")
            .whereLayer("analysis")
            .mayNotBeAccessedByAnyLayer();

    /** The doors of the statistics: one analysis with its options and results, and the control of many. */
    private static final Set<String> DOORS_OF_STATISTICS = Set.of(
            "SeriesAnalysis",
            "AnalysisOptions",
            "base.Calendar",
            "base.KnownCuts",
            "base.Series",
            "base.Caveat",
            "trend.TrendOptions",
            "trend.TrendResult",
            "trend.ClassicResult",
            "trend.MannKendall",
            "trend.Pettitt",
            "trend.Recurrence",
            "trend.Verdict",
            "change.ChangePoint",
            "cycle.DominantPeriod",
            "forecast.ForecastResult",
            "discovery.Chance",
            "discovery.FalseDiscovery",
            "level.Level");

    @ArchTest
    static final ArchRule outsidersUseTheDoorsOfTheStatistics = noClasses()
            .that()
            .resideOutsideOfPackage("io.fragmortem.statistics..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<>("stand behind the doors of statistics") {
                @Override
                public boolean test(JavaClass type) {
                    String room = "io.fragmortem.statistics.";
                    String name = type.getName().split("\\$", 2)[0];
                    return name.startsWith(room) && !DOORS_OF_STATISTICS.contains(name.substring(room.length()));
                }
            });

    /** threshold, trend, evidence, remedy, cause, rule, with the alert beside them, then the verdict: the rooms of the diagnosis, downhill too. */
    @ArchTest
    static final ArchRule roomsOfTheDiagnosisUseOnlyWhatStandsBeforeThem = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("threshold")
            .definedBy("io.fragmortem.diagnosis.threshold")
            .layer("trend")
            .definedBy("io.fragmortem.diagnosis.trend")
            .layer("evidence")
            .definedBy("io.fragmortem.diagnosis.evidence")
            .layer("remedy")
            .definedBy("io.fragmortem.diagnosis.remedy")
            .layer("cause")
            .definedBy("io.fragmortem.diagnosis.cause")
            .layer("rule")
            .definedBy("io.fragmortem.diagnosis.rule")
            .layer("verdict")
            .definedBy("io.fragmortem.diagnosis")
            .layer("alert")
            .definedBy("io.fragmortem.diagnosis.alert")
            .whereLayer("threshold")
            .mayNotAccessAnyLayer()
            .whereLayer("trend")
            .mayOnlyAccessLayers("threshold")
            .whereLayer("evidence")
            .mayOnlyAccessLayers("threshold", "trend")
            .whereLayer("remedy")
            .mayOnlyAccessLayers("threshold", "trend", "evidence")
            .whereLayer("cause")
            .mayOnlyAccessLayers("evidence", "remedy")
            .whereLayer("rule")
            .mayOnlyAccessLayers("threshold", "trend", "evidence", "remedy", "cause")
            .whereLayer("alert")
            .mayOnlyAccessLayers("threshold", "trend", "evidence")
            .whereLayer("verdict")
            .mayNotBeAccessedByAnyLayer();

    /** Reading comes before results, results before what compares, tells and runs them. */
    @ArchTest
    static final ArchRule roomsOfTheFleetUseOnlyWhatStandsBeforeThem = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("intake")
            .definedBy("io.fragmortem.fleet.intake")
            .layer("story")
            .definedBy("io.fragmortem.fleet.story")
            .layer("results")
            .definedBy("io.fragmortem.fleet")
            .layer("compare")
            .definedBy("io.fragmortem.fleet.compare")
            .layer("review")
            .definedBy("io.fragmortem.fleet.review")
            .layer("engine")
            .definedBy("io.fragmortem.fleet.engine")
            .whereLayer("intake")
            .mayNotAccessAnyLayer()
            .whereLayer("story")
            .mayNotAccessAnyLayer()
            .whereLayer("results")
            .mayOnlyAccessLayers("intake", "story")
            .whereLayer("compare")
            .mayOnlyAccessLayers("intake", "story", "results")
            .whereLayer("review")
            .mayOnlyAccessLayers("intake", "story", "results", "compare")
            .whereLayer("engine")
            .mayNotBeAccessedByAnyLayer();

    /** process, then option, then the commands: the rooms of the command line, downhill too. */
    @ArchTest
    static final ArchRule roomsOfCliUseOnlyWhatStandsBeforeThem = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("process")
            .definedBy("io.fragmortem.cli.process")
            .layer("option")
            .definedBy("io.fragmortem.cli.option")
            .layer("commands")
            .definedBy("io.fragmortem.cli")
            .whereLayer("process")
            .mayNotAccessAnyLayer()
            .whereLayer("option")
            .mayOnlyAccessLayers("process")
            .whereLayer("commands")
            .mayNotBeAccessedByAnyLayer();

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
}
