package io.fragmortem.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.words.English;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelFileTest {

    @TempDir
    Path folder;

    private String file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("labels.csv"), text.getBytes(charset)).toString();
    }

    private String refused(String text) throws IOException {
        String file = file(text, StandardCharsets.UTF_8);
        return English.of(
                assertThrows(UsageError.class, () -> LabelFile.read(file)).phrase());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instance,team\ncache-1,a\ncache-2,b\n",
                "\ufeffinstance;team\r\ncache-1;a\r\ncache-2;b\r\n",
                "instance\tteam\n\"cache-1\"\ta\ncache-2\t\"b\"\n"
            })
    void tablesAreReadAsProgramsWriteThem(String text) throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            Map<String, List<String>> values =
                    LabelFile.read(file(text, charset)).labels().values();
            assertEquals(Map.of("cache-1", List.of("a"), "cache-2", List.of("b")), values);
        }
    }

    @Test
    void aCellThatGoesOnInTheNextLineIsRefusedWithItsLine() throws IOException {
        String told = refused("instance,team\ncache-1,\"5\"\" disk\"\ncache-2,\"two\nlines\"\n");
        assertTrue(told.contains("labels.csv:3: found a quoted cell"), told);
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        assertTrue(refused("\u001f\u0008\u0000,x\n").contains("no table of text"));
    }
}
