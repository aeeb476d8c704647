package io.fragmortem.report.html;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateFolderTest {

    @Test
    void aNameThatNoBuiltInTemplateHasIsRefused() {
        TemplateFolder builtIn = new TemplateFolder(Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> builtIn.text("no-such-file.css"));
    }
}
