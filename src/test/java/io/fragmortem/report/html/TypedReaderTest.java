package io.fragmortem.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.view.page.Typed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedReaderTest {

    @Test
    void whatABrowserSavesIsUnderstood() {
        String page = "<h3>Impact</h3><div class=\"human\" data-human=\"impact\" contenteditable=\"true\">Shop was slow"
                + "<div>from 08:38 &amp; on</div><div><br></div><div>&lt;b&gt;80&nbsp;% of carts&#8230;</div></div>"
                + "<div data-human=\"lessons\" class=human></div>"
                + "<table class=\"edit\" data-human=\"actions\"><tr><th>Action</th></tr><tr><td>Set a limit</td>"
                + "<td>fix<br></td></tr><tr><td></td><td> </td></tr></table>";
        Typed typed = TypedReader.read(page);
        assertEquals(Map.of("impact", "Shop was slow\nfrom 08:38 & on\n\n\n<b>80 % of carts…"), typed.blocks());
        assertEquals(List.of(List.of("Set a limit", "fix")), typed.actions());
    }

    @Test
    void otherPagesHoldNothing() {
        assertTrue(TypedReader.read("<div>hello</div>").isEmpty());
        assertTrue(TypedReader.read("<div data-human=\"impact\">never closed").isEmpty());
    }
}
