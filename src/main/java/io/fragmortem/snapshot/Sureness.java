package io.fragmortem.snapshot;

/**
 * How sure a format is of a stream by its head, the least sure first. This is the one table of the order: the surest format
 * reads the stream, and of several that are equally sure the one registered first in {@link Formats}. A format that wraps
 * another one's text must be surer than that one, which is why the envelopes stand at the end.
 */
public enum Sureness {
    /** Nothing of the format is there. */
    NO,
    /** A table with times whose columns nobody knows. */
    ANY_TABLE,
    /** A dump of INFO in less than a tenth of the lines: what stands around it may be the stream's own. */
    TRACES_OF_INFO,
    /** A phrase that only a server's log has. */
    ONE_PHRASE,
    /** Lines of a log, less than a third of all. */
    SOME_LINES,
    /** INFO in a tenth of the lines, names of files of a control group, columns without their schema. */
    A_PART,
    /** The headline of a table of the system: {@code free}, {@code ps}, {@code docker stats}; what it stands in may be INFO's text. */
    HEADLINE,
    /** One or two settings and nothing else. */
    FEW_SETTINGS,
    /** A bare number in a file whose name says what it is. */
    FILE_NAME,
    /** Signs that a longer text may also have: replies that are errors, three series without types, the words of a kill. */
    WEAK_SIGNS,
    /** Several settings of a server. */
    SETTINGS,
    /** A table with times and columns of known metrics. Dumps beside such a table are INFO's, below. */
    KNOWN_TABLE,
    /** The files of a control group. */
    CONTROL_GROUP,
    /** Names of INFO as values of JSON, rows of Zabbix, a server that says what it does not support. */
    WORDS,
    /** The attributes of a process or of a container. */
    SYSTEM,
    /** A kill by the kernel, what containers use: also within logs, which are surer. */
    KERNEL_OR_CONTAINER,
    /** Half of the lines are clients, series or samples of one tool. */
    LINES_OF_ONE_KIND,
    /** A third of the lines bear the prefix of a server's log; rows of line protocol; the summary of a scan. */
    LOG,
    /** INFO in half of the lines or more; documents of a service by keys that others have as well. */
    INFO_OR_DOCUMENT,
    /** Keys or words of one reply or of one tool's document: INFO's fields may stand inside them. */
    OWN_WORDS,
    /** What opens one kind of report, or keys that only one tool writes around whatever it carries. */
    OWN_ENVELOPE,
    /** A document that holds other documents known here. */
    ENVELOPE_OF_OTHERS,
    /** The first bytes of a file format. */
    MAGIC,
    /** Dumps of INFO as a server prints them, with times between, and not one other line: nothing else can be in it. */
    NOTHING_BUT_INFO;

    /** Whether anything of the format is there. */
    public boolean any() {
        return this != NO;
    }

    /** Whether this is surer than the other. */
    public boolean beats(Sureness other) {
        return compareTo(other) > 0;
    }
}
