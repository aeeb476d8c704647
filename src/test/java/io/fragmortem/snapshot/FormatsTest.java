package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FormatsTest {

    @Test
    void everyFormatSurvivesGarbage() throws IOException {
        java.util.SplittableRandom random = new java.util.SplittableRandom(11);
        List<String> starts = new ArrayList<>(List.of("", "{", "[[", "# TYPE x", "a,b\n", "REDIS0009\u00fa", "1:M "));
        for (String start : starts) {
            for (int round = 0; round < 4; round++) {
                byte[] noise = new byte[3000];
                random.nextBytes(noise);
                if (round % 2 == 0) {
                    String letters = "0123456789:,{}[]\"= \n\n-.abcM*#";
                    for (int i = 0; i < noise.length; i++) {
                        noise[i] = (byte) letters.charAt(Math.floorMod(noise[i], letters.length()));
                    }
                }
                byte[] prefix = start.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                System.arraycopy(prefix, 0, noise, 0, prefix.length);
                for (Format format : Formats.all()) {
                    Sureness sure = format.recognise(noise, "x");
                    assertFalse(sure.beats(format.surest()), format.name());
                    format.read(
                            new Entry("x", OptionalLong.empty(), new java.io.ByteArrayInputStream(noise)),
                            ReadOptions.defaults(),
                            new Recorder());
                }
            }
        }
    }
}
