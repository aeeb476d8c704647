package io.fragmortem.snapshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamNameTest {

    @ParameterizedTest
    @CsvSource({
        "day.tar.gz!shop/cache-1.info.gz, day.tar.gz!shop, cache-1.info.gz, cache-1",
        "day.tar.gz!cache-1.info, day.tar.gz, cache-1.info, cache-1",
        "cache-1, '', cache-1, cache-1",
        "/.hidden, '', .hidden, .hidden",
    })
    void theLastPartIsTheFileWhetherInAFolderOrAnArchive(String stream, String folder, String file, String bare) {
        assertEquals(folder, StreamName.folder(stream));
        assertEquals(file, StreamName.file(stream));
        assertEquals(bare, StreamName.fileWithoutKind(stream));
    }
}
