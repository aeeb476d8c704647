package io.fragmortem.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.BrowserSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Large captures and folders: the page stays usable while it works, tells how far it is, and refuses what is too much. */
@Tag("browser")
class LargeInputTest extends OpenPage {

    /** Seconds of a page that does not answer, after which people believe that it is dead. */
    private static final double FROZEN = 1.0;

    /** Twenty megabytes of what INFO ALL says, once a minute, made in the page. */
    private static final String CAPTURE = """
            window.capture = (() => {
              const dump = atob('%s').replace(/ +#.*/g, ''), pad = n => String(n).padStart(2, '0'), parts = [];
              const calls = i => Array.from({length: 240}, (_, k) => 'cmdstat_c' + k + ':calls=' + (9 + i * k)
                  + ',usec=' + (99 + i * k * 31) + ',usec_per_call=31.00,rejected_calls=0,failed_calls=0\\n').join('');
              for (let i = 0, size = 0; size < 20e6; i++) {
                const day = Math.floor(i / 1440), minute = i %% 1440;
                const text = '# 2026-11-' + pad(1 + day) + 'T' + pad(Math.floor(minute / 60)) + ':' + pad(minute %% 60) + ':00Z\\n'
                    + dump.replace(/used_memory_rss:.*/, 'used_memory_rss:' + (6e9 + i * 1e5)) + '# Commandstats\\n'
                    + calls(i) + '\\n';
                parts.push(text);
                size += text.length;
              }
              return parts.join('');
            })();
            window.seen = new Set();
            new MutationObserver(() => seen.add(one('fm-status').textContent))
                .observe(one('fm-status'), {childList: true, characterData: true, subtree: true});
            window.worst = 0;
            window.last = performance.now();
            setInterval(() => {
              worst = Math.max(worst, performance.now() - last);
              last = performance.now();
            }, 10);
            1
            """;

    private double number(String expression) throws Exception {
        return Double.parseDouble(String.valueOf(browser.value("'' + (" + expression + ")")));
    }

    private void itStayedUsable() throws Exception {
        double frozen = number("worst") / 1000;
        assertTrue(frozen < FROZEN, () -> "the page stood still for " + frozen + " s");
        assertTrue(number("[...seen].filter(s => /%/.test(s)).length") > 5, "it told how far it was");
    }

    @Test
    void twentyMegabytesAreAnsweredWithoutAFrozenPage() throws Exception {
        byte[] founding = Files.readAllBytes(Path.of("samples/founding-incident/info.txt"));
        browser.value(CAPTURE.formatted(Base64.getEncoder().encodeToString(founding)));
        browser.value("one('fm-report').hidden = true, one('fm-text').value = '', worst = 0, last = performance.now(), "
                + "window.data = new DataTransfer(), data.setData('text/plain', capture), "
                + "one('fm-text').dispatchEvent(new ClipboardEvent('paste', "
                + "{clipboardData: data, bubbles: true, cancelable: true})), 1");
        assertTrue(page.answered());
        itStayedUsable();
    }

    @Test
    void whatIsTooMuchIsRefusedInWords() throws Exception {
        String pack = "new Response(new Blob([new Uint8Array(70 << 20)]).stream()%s).blob().then(blob => {"
                + "const data = new DataTransfer(); data.items.add(new File([blob], 'much')); "
                + "one('fm-report').hidden = true; one('fm-files').files = data.files; "
                + "one('fm-files').dispatchEvent(new Event('change')); return 1;})";
        for (String way : new String[] {"", ".pipeThrough(new CompressionStream('gzip'))"}) {
            browser.value(pack.formatted(way));
            assertFalse(page.answered());
            assertTrue(page.status().contains("More than 64 MB after unpacking"), page.status());
        }
    }

    /** A folder that a program drops may not be looked into, which is said; one that a person picks may. */
    @Test
    void aFolderIsReadWithAllThatIsInItOrRefused() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("incident/day-1"));
        Files.copy(Path.of("samples/founding-incident/info.txt"), folder.resolve("info.txt"));
        Files.writeString(folder.resolveSibling("notes.txt"), "nothing of use");
        String files = "[" + BrowserSession.literal(folder.getParent().toString()) + "]";
        String data = "{\"items\":[],\"files\":" + files + ",\"dragOperationsMask\":1}";
        page.reload();
        for (String type : new String[] {"dragEnter", "dragOver", "drop"}) {
            browser.command(
                    "Input.dispatchDragEvent", "{\"type\":\"" + type + "\",\"x\":300,\"y\":200,\"data\":" + data + "}");
        }
        browser.waitFor("one('fm-unusable').innerText.includes('incident')");
        assertTrue(page.status().contains("incident: permission denied"), page.status());
        assertEquals("false", browser.value("'' + document.body.classList.contains('fm-over')"));

        String input = String.valueOf(browser.command("Runtime.evaluate", "{\"expression\":\"one('fm-folder')\"}"));
        String id = input.replaceFirst("(?s).*objectId=([^,}]*).*", "$1");
        browser.command(
                "DOM.setFileInputFiles", "{\"objectId\":" + BrowserSession.literal(id) + ",\"files\":" + files + "}");
        browser.waitFor("!one('fm-report').hidden");
        String json = page.save("json");
        assertTrue(json.contains("\"incident/day-1/info.txt\""), "the file is known by its path");
        assertTrue(json.contains("\"incident/notes.txt\""), "and so is the other");
    }
}
