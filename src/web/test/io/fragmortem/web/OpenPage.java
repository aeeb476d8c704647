package io.fragmortem.web;

import io.fragmortem.report.Browser;
import io.fragmortem.report.BrowserSession;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one browser, in which the page is open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenPage {

    Path temp = Path.of("");
    BrowserSession browser;
    WebPage page;

    @BeforeAll
    void openThePage(@TempDir Path folder) throws Exception {
        temp = folder;
        browser = Browser.required(temp).session();
        page = new WebPage(browser);
    }

    @AfterAll
    void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }
}
