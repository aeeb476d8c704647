package io.fragmortem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.util.Set;

/** The rooms, their rooms, and their order: each uses only what stands before it, and outsiders use doors only. */
@AnalyzeClasses(packages = "io.fragmortem", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {

    /** phrase, source, snapshot, timeline, statistics, memory, diagnosis, fleet, report, cli: a room uses only what stands before it. */
    @ArchTest
    static final ArchRule roomsUseOnlyWhatStandsBeforeThem = rooms(
            "io.fragmortem",
            "phrase:",
            "source: phrase",
            "snapshot: phrase source",
            "timeline: phrase source snapshot",
            "statistics:",
            "memory: phrase snapshot timeline statistics",
            "diagnosis: phrase snapshot timeline statistics memory",
            "fleet: phrase source snapshot timeline statistics memory diagnosis",
            "report: phrase source snapshot timeline statistics memory diagnosis fleet",
            "cli: phrase source snapshot timeline statistics memory diagnosis fleet report");

    /** words, then redact, chart and json side by side, then view, then text and html side by side; the doors use them all. */
    @ArchTest
    static final ArchRule roomsOfReportUseOnlyWhatStandsBeforeThem = rooms(
            "io.fragmortem.report",
            "words:",
            "redact: words",
            "chart: words",
            "json: words",
            "view: words chart",
            "text: words chart view",
            "html: words view",
            "here: words redact chart json view text html");

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
    static final ArchRule roomsOfInfoUseOnlyWhatStandsBeforeThem = rooms(
            "io.fragmortem.snapshot.info",
            "line:",
            "clean: line",
            "prefix: line",
            "heading: line",
            "here: line clean prefix heading");

    @ArchTest
    static final ArchRule whatPagesShowKnowsNotWhatItWasMadeOf = noClasses()
            .that()
            .resideInAPackage("io.fragmortem.report.view.page")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fragmortem.report.view");

    /** base, noise, trend, change, cycle, forecast: a room of the statistics uses only what stands before it. */
    @ArchTest
    static final ArchRule roomsOfTheStatistics = rooms(
            "io.fragmortem.statistics",
            "base:",
            "noise: base",
            "trend: base noise",
            "change: base noise",
            "cycle: base noise",
            "forecast: base noise trend change",
            "discovery: base noise",
            "level: base",
            "here: base noise trend change cycle forecast discovery level");

    /** The doors of the statistics: one analysis with its options and results, and the control of many. */
    private static final Set<String> DOORS_OF_STATISTICS = Set.of(
            "SeriesAnalysis",
            "AnalysisOptions",
            "FillingAnalysis",
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
            "discovery.StratifiedChance",
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

    /** Timelines are built without knowing whose they are; who speaks is settled above them. */
    @ArchTest
    static final ArchRule roomsOfTheTimeline = rooms("io.fragmortem.timeline", "here:", "instance: here");

    /** Whose a sample is, is settled before its timeline is built: who reads timelines does not ask again. */
    @ArchTest
    static final ArchRule readersOfTimelinesKnowNotHowInstancesAreNamed = noClasses()
            .that()
            .resideInAnyPackage("io.fragmortem.memory..", "io.fragmortem.diagnosis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fragmortem.timeline.instance..");

    /** threshold, trend, evidence, remedy, cause, rule, with the alert beside them, then the verdict: the rooms of the diagnosis, downhill too. */
    @ArchTest
    static final ArchRule roomsOfTheDiagnosisUseOnlyWhatStandsBeforeThem = rooms(
            "io.fragmortem.diagnosis",
            "threshold:",
            "trend: threshold",
            "evidence: threshold trend",
            "remedy: threshold trend evidence",
            "cause: evidence remedy",
            "rule: threshold trend evidence remedy cause",
            "here: threshold trend evidence remedy cause rule alert",
            "alert: threshold trend evidence");

    /** Reading comes before results, results before what compares, tells and runs them. */
    @ArchTest
    static final ArchRule roomsOfTheFleetUseOnlyWhatStandsBeforeThem = rooms(
            "io.fragmortem.fleet",
            "intake:",
            "story:",
            "here: intake story",
            "compare: intake story here",
            "review: intake story here compare",
            "engine: intake story here compare review");

    /** process, then option, then the commands: the rooms of the command line, downhill too. */
    @ArchTest
    static final ArchRule roomsOfCliUseOnlyWhatStandsBeforeThem =
            rooms("io.fragmortem.cli", "process:", "option: process", "here: process option");

    /** Each room and those that it may use; {@code here} is the parent itself without them. */
    private static ArchRule rooms(String parent, String... rooms) {
        Architectures.LayeredArchitecture rule =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : rooms) {
            String name = room.split(":")[0];
            rule = rule.layer(name).definedBy(name.equals("here") ? parent : parent + "." + name + "..");
        }
        for (String room : rooms) {
            String[] parts = room.split(": ?");
            rule = parts.length == 1
                    ? rule.whereLayer(parts[0]).mayNotAccessAnyLayer()
                    : rule.whereLayer(parts[0]).mayOnlyAccessLayers(parts[1].split(" "));
        }
        return rule;
    }
}
