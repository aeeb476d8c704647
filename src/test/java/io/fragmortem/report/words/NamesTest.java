package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.phrase.Names;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sentence names the first few and says how many it does not. */
final class NamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | a | a",
                "en | a b c | a, b, c",
                "en | a b c d e | a, b, c and 2 more",
                "zh | a b c d | a、b、c，以及另外 1 个"
            })
    void theFirstFewAreNamed(String language, String names, String said) {
        Wording wording = new Wording(language, ZoneOffset.UTC);
        assertEquals(said, wording.plain(Names.some(List.of(names.split(" ")), 3)));
    }
}
