package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.phrase.Phrase;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chinese and Latin stand apart whatever is filled in, and Chinese stands beside Chinese. */
final class SeamsTest {

    @ParameterizedTest
    @CsvSource({
        "按{0}, cluster, 按 cluster",
        "按 {0}, cluster, 按 cluster",
        "按{0}, 名称, 按名称",
        "按 {0}, 名称, 按名称",
        "在 {0} 内, 9 天, 在 9 天内",
        "在{0}内, 3 h, 在 3 h 内",
        "达到{0}的限制, 主机内存, 达到主机内存的限制",
        "约占{0}的, 43 %, 约占 43 % 的",
        "{0}：{1}, cache-1, cache-1：",
        "按“{0}”, cluster, 按“cluster”",
        "by {0}, 缓存, by 缓存",
        "by {0} now, a b, by a b now"
    })
    void aSpaceStandsWhereTheScriptChanges(String template, String value, String read) {
        Wording wording = new Wording("zh", ZoneOffset.UTC).with(Map.of("t.seam", template));
        assertEquals(read, wording.text("t.seam", Phrase.name(value), Phrase.name("")));
    }
}
