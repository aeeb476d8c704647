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
              return axe.run(document, {rules: %s, resultTypes: ['violations']}).then(result => result.violations.map(
                  rule => rule.id + ' (' + rule.help + '): ' + rule.nodes.slice(0, 4).map(
                      node => node.target.join(' ') + ' ' + node.failureSummary.replace(/\\\\s+/g, ' ')).join('; ')).join('\\\\n'));
            })()
            """.replace("\\\\", "\\");

    private static final String ALL = "{}";
    private static final String ALL_BUT_CONTRAST = "{'color-contrast': {enabled: false}}";

    private final BrowserSession browser;

    public AxeCore(BrowserSession browser) {
        this.browser = browser;
    }

    /**
     * How a page is looked at: once in either scheme and once at either width; what colours a width has of its own
     * {@code measure.js} sees at all of them.
     */
    public enum Screen {
        TELEPHONE(390, "light"),
        DARK_DESK(1440, "dark");

        private final int width;
        private final String scheme;

        Screen(int width, String scheme) {
            this.width = width;
            this.scheme = scheme;
        }
    }

    /** Before a page is opened: how wide the screen is, and whether it is dark. */
    public void look(Screen at) throws Exception {
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + at.width + ",\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}");
        browser.command(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + at.scheme + "\"}]}");
    }

    /** What it finds wrong with the page that is open, all folds opened; empty where all is well. */
    public String faults() throws Exception {
        return faults(ALL);
    }

    /** The same without contrast, six sevenths of the time. */
    public String faultsBesideContrast() throws Exception {
        return faults(ALL_BUT_CONTRAST);
    }

    private String faults(String rules) throws Exception {
        browser.value(script() + ";1");
        return String.valueOf(browser.value(RUN.formatted(rules)));
    }

    private static String script() throws IOException {
        try (InputStream in = AxeCore.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
