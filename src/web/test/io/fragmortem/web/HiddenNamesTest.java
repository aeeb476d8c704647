package io.fragmortem.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import blackbox.SecretCapture;
import io.fragmortem.web.Program.Dropped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the switch on, no secret of a capture stands in anything that the page shows or saves. */
@Tag("browser")
class HiddenNamesTest extends OpenPage {

    private static final List<Dropped> CAPTURE = SecretCapture.files().entrySet().stream()
            .map(file -> new Dropped(file.getKey(), file.getValue()))
            .toList();

    private static void harmless(String what, String text) {
        String told = text.toLowerCase(Locale.ROOT);
        for (String secret : SecretCapture.SECRETS) {
            int at = told.indexOf(secret.toLowerCase(Locale.ROOT));
            assertTrue(
                    at < 0,
                    () -> what + " tells " + secret + ": "
                            + text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80)));
        }
    }

    private void nothingTells(String where) throws Exception {
        harmless(where, page.everything());
        for (String what : List.of("page", "json", "summary")) {
            harmless(where + ", saved " + what, page.save(what));
            harmless("name of what is saved", page.savedAs());
        }
    }

    @Test
    void noSecretLeavesThePage() throws Exception {
        assertTrue(page.read(CAPTURE));
        page.hideNames(true);
        assertTrue(page.read(CAPTURE), "again, hidden from the beginning");
        assertTrue(page.everything().contains("host-1"), "pseudonyms are shown");
        for (String language : List.of("first language", "second language")) {
            nothingTells(language + ", all instances");
            int instances = Integer.parseInt(
                    String.valueOf(
                            browser.value(
                                    "'' + new Set(Array.from(document.querySelectorAll('a[href^=\"#instance-\"]'), link => link.hash)).size")));
            assertTrue(instances > 1, instances + " instances");
            for (int rank = 0; rank < instances; rank++) {
                page.follow(rank);
                nothingTells(language + ", instance " + rank);
                page.back();
            }
            page.switchLanguage();
        }
    }

    @Test
    void whatIsPastedIsHiddenToo() throws Exception {
        page.hideNames(true);
        String info = new String(SecretCapture.files().get("kraken-info.txt"), StandardCharsets.UTF_8);
        assertTrue(page.paste(info));
        nothingTells("pasted");
        assertFalse(page.paste("zanzibar 10.77.3.41:47391 says hello"));
        harmless("what is said of useless text", page.everything());
    }

    /** Who looks for the name and who shares the report use the same page. */
    @Test
    void theSwitchActsOnTheReportThatIsThere() throws Exception {
        page.hideNames(false);
        assertTrue(page.read(CAPTURE));
        String open = page.save("summary");
        assertTrue(open.contains("10.77.3.41:47391"), open);
        page.hideNames(true);
        harmless("summary", page.save("summary"));
        page.hideNames(false);
        assertEquals(open, page.save("summary"));
    }
}
