package io.fragmortem.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.report.words.English;
import java.util.ServiceLoader;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.junit.jupiter.api.Test;

class EnginesTest {

    private static CommandLine line(String engine) throws ParseException {
        Options options = new Options()
                .addOption(Option.builder().longOpt("engine").hasArg().get());
        return new DefaultParser().parse(options, new String[] {"--engine", engine});
    }

    @Test
    void aBuildWithoutSparkSaysHowToBuildOneWithIt() throws ParseException {
        assumeTrue(ServiceLoader.load(Engine.class).findFirst().isEmpty());
        CommandLine line = line("spark");
        String told = English.of(
                assertThrows(UsageError.class, () -> Engines.of(line)).phrase());
        assertTrue(told.contains("mvn -Pspark package") && told.contains("SPARK_HOME"), told);
    }

    @Test
    void anEngineThatNobodyKnowsIsToldWithThoseThatThereAre() throws ParseException {
        CommandLine line = line("sparc");
        String told = English.of(
                assertThrows(UsageError.class, () -> Engines.of(line)).phrase());
        assertTrue(told.contains("sparc") && told.contains("local"), told);
        assertEquals(Engine.LOCAL, Engines.of(line("local")));
    }
}
