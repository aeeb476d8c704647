package io.fragmortem.web;

import io.fragmortem.report.BrowserSession;
import io.fragmortem.web.Program.Dropped;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** {@code fragmortem.html} in a browser, used as a person uses it: files are picked, links clicked, results saved. */
final class WebPage {

    static final Path FILE = Path.of("target", "fragmortem.html");

    /** Catches what would be saved, picks files that are given as text. */
    private static final String HANDS = """
            window.one = id => document.getElementById(id);
            window.pick = files => {
              const list = new DataTransfer();
              files.forEach(f => list.items.add(new File(
                  [Uint8Array.from(atob(f.bytes), c => c.charCodeAt(0))], f.name, {lastModified: %d})));
              one('fm-report').hidden = true;
              one('fm-files').files = list.files;
              one('fm-files').dispatchEvent(new Event('change'));
            };
            URL.createObjectURL = blob => {
              blob.text().then(text => window.saved = text);
              return '#';
            };
            HTMLAnchorElement.prototype.click = function () {
              window.savedAs = this.download;
            };
            window.save = async what => {
              window.saved = undefined;
              document.querySelector('[data-save=' + what + ']').click();
              while (window.saved === undefined) await new Promise(r => setTimeout(r, 2));
              return window.saved;
            };
            1
            """.formatted(Program.MODIFIED);

    private final BrowserSession browser;

    WebPage(BrowserSession browser) throws Exception {
        this.browser = browser;
        reload();
    }

    /** As it is when it was opened. */
    void reload() throws Exception {
        browser.open(FILE.toAbsolutePath(), "document.documentElement && document.documentElement.dataset.ready");
        browser.value(HANDS);
    }

    /** Picks files and waits for the answer; whether there is a report. */
    boolean read(List<Dropped> files) throws Exception {
        StringBuilder list = new StringBuilder();
        for (Dropped file : files) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{name:")
                    .append(BrowserSession.literal(file.name()))
                    .append(",bytes:'")
                    .append(Base64.getEncoder().encodeToString(file.bytes()))
                    .append("'}");
        }
        browser.value("pick([" + list + "]), 1");
        return answered();
    }

    /** Waits for the answer; whether there is a report. */
    boolean answered() throws Exception {
        browser.waitFor("one('fm-busy').hidden");
        return browser.value("one('fm-report').hidden").equals("false");
    }

    /** Pastes a text and asks for the answer. */
    boolean paste(String text) throws Exception {
        browser.value("one('fm-report').hidden = true, one('fm-text').value = " + BrowserSession.literal(text)
                + ", one('fm-go').click(), 1");
        return answered();
    }

    /** Hides or shows names; a report that is there changes with it. */
    void hideNames(boolean hidden) throws Exception {
        browser.value("one('fm-redact').checked === " + hidden + " || one('fm-redact').click(), save('summary')");
    }

    /** Without a report and with names shown: what is switched on such a page is not rendered again. */
    void clear() throws Exception {
        read(List.of(new Dropped("nothing", new byte[0])));
        browser.value("one('fm-redact').checked && one('fm-redact').click(), 1");
    }

    /** Name of the file that was saved last. */
    String savedAs() throws Exception {
        return String.valueOf(browser.value("window.savedAs"));
    }

    /** All that the page holds and shows, without its own scripts and what was typed. */
    String everything() throws Exception {
        return String.valueOf(browser.value("(() => {const all = document.documentElement.cloneNode(true);"
                + "all.querySelectorAll('script').forEach(s => s.remove());"
                + "return document.title + all.outerHTML + one('fm-status').textContent;})()"));
    }

    /** The text of what a button saves: page, json or summary. */
    String save(String what) throws Exception {
        return String.valueOf(browser.value("save('" + what + "')"));
    }

    void switchLanguage() throws Exception {
        browser.value("one('fm-language').click(), 1");
    }

    /** From the list of all to an instance. */
    void follow(int rank) throws Exception {
        browser.value("document.querySelector('a[href=\"#instance-" + rank + "\"]')"
                + ".dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})), 1");
        browser.waitFor("!document.querySelector('table.index')");
    }

    /** From an instance to the list of all. */
    void back() throws Exception {
        browser.value("document.querySelector('a[href=\"#index\"]')"
                + ".dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})), 1");
        browser.waitFor("document.querySelector('table.index')");
    }

    String status() throws Exception {
        return String.valueOf(browser.value("one('fm-status').textContent + '\\n' + one('fm-unusable').innerText"));
    }
}
