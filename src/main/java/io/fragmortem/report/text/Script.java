package io.fragmortem.report.text;

import java.util.List;

/** One way to write a report as text. Nothing of the input can become markup, a link or a mention in any of them. */
interface Script {

    /** Writes the blocks. */
    String write(List<Block> blocks);
}
