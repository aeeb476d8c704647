package io.fragmortem.snapshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which charset a text is in is told by its bytes. */
final class Utf8Test {

    private static final String CHINESE = "时间,内存使用量(Bytes),内存碎片率\n2026-11-20 08:00:00,4293357436,1.11\n# 清空前\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030", "GB2312", "UTF-16"})
    void chineseIsReadInEachOfItsCharsets(String charset) throws IOException {
        assertEquals(CHINESE, read(CHINESE, Charset.forName(charset)));
    }

    @Test
    void westernLettersAreReadAsTheyStand() throws IOException {
        for (String text :
                List.of("Zeit;Größe;Überlauf\n", "mémoire utilisée: fünf für Häuser\n", "año\n", "ñandú ÄÖÜ\n")) {
            assertEquals(text, read(text, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void oneBrokenByteDoesNotTurnUtf8IntoGbk() throws IOException {
        byte[] bytes = (CHINESE + CHINESE).getBytes(StandardCharsets.UTF_8);
        bytes[CHINESE.getBytes(StandardCharsets.UTF_8).length + 1] = 'x';
        byte[] seen = Utf8.of(new ByteArrayInputStream(bytes)).readAllBytes();
        assertEquals(new String(bytes, StandardCharsets.UTF_8), new String(seen, StandardCharsets.UTF_8));
    }

    @Test
    void whatComesAfterTheHeadIsInTheSameCharset() throws IOException {
        String text = CHINESE.repeat(3000);
        assertEquals(text, read(text, Charset.forName("GBK")));
    }

    private static String read(String text, Charset charset) throws IOException {
        byte[] bytes = text.getBytes(charset);
        assertEquals(text, Utf8.text(bytes, bytes.length));
        return new String(Utf8.of(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Russian Excel; accents of a Western text stand alone and are not that. */
    @Test
    void windows1251IsKnownByItsWords() throws IOException {
        byte[] russian = "Используемая память, МБ;2457\n".getBytes(Charset.forName("windows-1251"));
        assertEquals(
                "Используемая память, МБ;2457\n",
                new String(Utf8.of(new ByteArrayInputStream(russian)).readAllBytes(), StandardCharsets.UTF_8));
        assertEquals("Используемая память, МБ;2457\n", Utf8.text(russian, russian.length));
        byte[] french = "mémoire utilisée, répétée, été, élevée, dépassée\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(-1, Utf8.text(french, french.length).indexOf('й'));
    }
}
