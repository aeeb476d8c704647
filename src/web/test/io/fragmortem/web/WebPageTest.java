package io.fragmortem.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.AxeCore;
import io.fragmortem.web.Program.Dropped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person does with the page, and what the page never does with what the person gives it. */
@Tag("browser")
class WebPageTest extends OpenPage {

    private static final String EVIL =
            "\"'><img src=x onerror=window.hacked=1><script>window.hacked=1</script><form action=http://x.invalid>"
                    + "<a href=javascript:window.hacked=1>&lt;b&gt;";
    private static final String DUMP = """
            redis_version:6.2.%s
            os:%s
            mem_allocator:jemalloc-5.1.0
            used_memory:1000000000
            used_memory_rss:9100000000
            used_memory_peak:9000000000
            %s:7
            maxmemory_policy:%s
            """;

    private String text() throws Exception {
        return String.valueOf(browser.value("one('fm-report').innerText"));
    }

    @Test
    void aPastedDumpIsAnswered() throws Exception {
        assertTrue(page.paste(DUMP.formatted("1", "Linux", "x", "noeviction")));
        assertTrue(text().contains("Beyond used memory now"), text());
        assertEquals(
                "true", browser.value("document.querySelectorAll('#bytes svg').length > 3"), "the bytes are drawn");
        assertTrue(Set.of("warning", "critical").contains(browser.value("document.body.className")));
    }

    @Test
    void itIsOfTheVersionOfTheProgram() throws Exception {
        assertTrue(page.paste(DUMP.formatted("1", "Linux", "x", "noeviction")));
        String json = page.save("json");
        String version = json.substring(json.indexOf("\"version\":\"") + 11, json.indexOf("\",\"command_line\""));
        assertEquals(Program.version(), version);
    }

    @Test
    void whatTellsNothingIsNamed() throws Exception {
        assertFalse(page.paste("hello"));
        assertTrue(page.status().contains("Nothing here tells"), page.status());
    }

    @Test
    void anUnknownZoneIsRefused() throws Exception {
        browser.value("one('fm-zone').value = 'Mars/Phobos', 1");
        assertFalse(page.paste(DUMP.formatted("1", "Linux", "x", "noeviction")));
        browser.value("one('fm-zone').value = '', 1");
        assertTrue(page.status().contains("There is no zone Mars/Phobos"), page.status());
    }

    @Test
    void packedAndChineseFilesAreRead() throws Exception {
        String dump = "服务器内存信息如下，请看这里：\n" + DUMP.formatted("1", "Linux", "x", "noeviction");
        byte[] gbk = dump.getBytes(Charset.forName("GB18030"));
        assertTrue(page.read(List.of(new Dropped("内存.txt.gz", gzip(gbk)))));
        assertTrue(text().contains("Beyond used memory now"), text());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void hostileTextIsTextAndNothingElse() throws Exception {
        page.reload(); // what another test tries to send on purpose comes to an end
        int before = browser.requests().size();
        String hostile = DUMP.formatted(EVIL, EVIL, EVIL, EVIL) + EVIL + "\n";
        String log =
                "1:M 22 Nov 2026 08:38:00.000 # WARNING " + EVIL + "\n1:M 22 Nov 2026 08:39:00.000 # " + EVIL + "\n";
        assertTrue(page.read(List.of(
                new Dropped(EVIL + ".info", hostile.getBytes(StandardCharsets.UTF_8)),
                new Dropped("redis.log", log.getBytes(StandardCharsets.UTF_8)))));
        assertTrue(text().contains("onerror=window.hacked"), "the hostile text is shown");
        assertEquals(
                "0",
                browser.value(
                        "'' + document.querySelectorAll('#fm-report :is(script,iframe,object,embed,form,img,link,meta,"
                                + "base,style,input)').length"));
        assertEquals("undefined", browser.value("typeof window.hacked"));
        assertEquals(
                "true",
                browser.value("Array.from(document.querySelectorAll('#fm-report *')).every(e => "
                        + "Array.from(e.attributes).every(a => !/^on|^srcdoc$|^formaction$/.test(a.name)))"));
        assertNothingLeaves(before);
    }

    /** Addresses asked for since there were so many, links, forms, and where the page is. */
    private void assertNothingLeaves(int before) throws Exception {
        Set<String> asked = new TreeSet<>();
        List<String> requests = browser.requests();
        requests.subList(before, requests.size()).forEach(url -> asked.add(url.replaceFirst("^blob:.*", "blob:")));
        asked.remove(WebPage.FILE.toAbsolutePath().toUri().toString());
        asked.removeAll(Set.of("blob:", "data:,"));
        assertEquals(Set.of(), asked, "requests");
        assertEquals("0", browser.value("'' + document.querySelectorAll('form').length"));
        assertEquals(
                "true",
                browser.value("Array.from(document.querySelectorAll('[href],[src],[action]')).every(e => "
                        + "(e.getAttribute('href') || '#').startsWith('#') || e.tagName === 'LINK')"));
        assertEquals(
                WebPage.FILE.toAbsolutePath().toUri().toString(), browser.value("location.href.replace(/#.*/, '')"));
        assertEquals(
                List.of(),
                browser.said().stream()
                        .filter(m -> m.contains("frameNavigated"))
                        .toList());
    }

    /** Were something of ours to try it, the browser itself would refuse. */
    @Test
    void thePolicyForbidsToSend() throws Exception {
        String tries = """
                (async () => {
                  const left = [];
                  addEventListener('securitypolicyviolation', e => left.push(e.effectiveDirective));
                  await fetch('http://127.0.0.1:9/?x').catch(() => {});
                  const form = document.createElement('form');
                  form.action = 'http://127.0.0.1:9/';
                  document.body.append(form);
                  form.submit();
                  form.remove();
                  const frame = document.createElement('iframe');
                  frame.src = 'http://127.0.0.1:9/';
                  document.body.append(frame);
                  new Image().src = 'http://127.0.0.1:9/x.png';
                  await new Promise(r => setTimeout(r, 300));
                  frame.remove();
                  return left.sort().join(' ');
                })()
                """;
        assertEquals("connect-src form-action frame-src img-src", browser.value(tries));
    }

    /** While nobody asks, the page warms the browser's engine with dumps of its own, which no answer and nobody ever sees. */
    @Test
    void whatWarmsTheEngineIsNeverSeen() throws Exception {
        String dump = DUMP.formatted("1", "Linux", "x", "noeviction");
        page.reload();
        assertTrue(page.paste(dump));
        String atOnce = page.save("json");

        page.reload();
        browser.value("new Promise(resolve => setTimeout(resolve, 3000))");
        assertEquals("true", browser.value("'' + (one('fm-report').hidden && one('fm-busy').hidden)"));
        assertEquals("", browser.value("one('fm-status').textContent"));
        assertTrue(page.paste(dump));
        assertEquals(atOnce, page.save("json"));
        assertEquals(List.of(), browser.said());
    }

    /** The form and a report, by axe-core: with all folds open, on telephones and screens, light and dark. */
    @Test
    void everybodyCanUseIt() throws Exception {
        AxeCore axe = new AxeCore(browser);
        for (AxeCore.Screen screen : AxeCore.Screen.values()) {
            axe.look(screen);
            page.reload();
            assertEquals("", axe.faults(), () -> "empty form, " + screen);
            assertTrue(page.paste(DUMP.formatted("1", "Linux", "x", "noeviction")));
            assertEquals("", axe.faults(), () -> "report, " + screen);
            browser.value("one('fm-again').click(), 1");
            assertEquals("", axe.faults(), () -> "form, " + screen);
        }
        browser.command("Emulation.clearDeviceMetricsOverride", "{}");
    }

    @Test
    void thePageIsSmallAndWhole() throws IOException {
        String page = Files.readString(WebPage.FILE);
        assertTrue(page.length() < 1_500_000, () -> page.length() + " bytes");
        assertFalse(page.contains("@core@") || page.contains("@words@"), "every part is in its place");
        assertTrue(page.contains("default-src 'none'") && page.contains("form-action 'none'"), "policy");
    }

    /** What the page says is there in both languages, with the same places for values. */
    @Test
    void bothLanguagesSayTheSame() throws Exception {
        Path parts = Path.of("src", "web", "page");
        List<String> en = Files.readAllLines(parts.resolve("words_en.properties"));
        List<String> zh = Files.readAllLines(parts.resolve("words_zh.properties"));
        assertEquals(
                en.stream().map(WebPageTest::shape).toList(),
                zh.stream().map(WebPageTest::shape).toList());
    }

    private static String shape(String line) {
        String key = line.substring(0, line.indexOf('='));
        return key + (line.contains("{0}") ? " {0}" : "") + (line.contains("{1}") ? " {1}" : "");
    }
}
