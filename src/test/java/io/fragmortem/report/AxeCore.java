package io.fragmortem.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** axe-core (MPL-2.0, a library of the tests alone): what hinders people who use a page otherwise than with eyes and a mouse. */
public final class AxeCore {

    private static final String RUN = """
            (() => {
              document.querySelectorAll('details').forEach(fold => fold.open = true);
              return axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(
                  rule => rule.id + ' (' + rule.help + '): ' + rule.nodes.slice(0, 4).map(
                      node => node.target.join(' ') + ' ' + node.failureSummary.replace(/\\\\s+/g, ' ')).join('; ')).join('\\\\n'));
            })()
            """.replace("\\\\", "\\");

    private final BrowserSession browser;

    public AxeCore(BrowserSession browser) {
        this.browser = browser;
    }

    /** How the page is looked at. */
    public enum Scheme {
        LIGHT,
        DARK
    }

    /** Before a page is opened: how wide the screen is, and whether it is dark. */
    public void screen(int width, Scheme scheme) throws Exception {
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}");
        String value = scheme == Scheme.DARK ? "dark" : "light";
        browser.command(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + value + "\"}]}");
    }

    /** What it finds wrong with the page that is open, all folds opened; empty where all is well. */
    public String faults() throws Exception {
        browser.value(script() + ";1");
        return String.valueOf(browser.value(RUN));
    }

    private static String script() throws IOException {
        try (InputStream in = AxeCore.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
