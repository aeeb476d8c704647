package io.fragmortem.fleet.engine;

/** How values of one type are written and read. */
interface Coder {
    void write(Object value, RecordOutput out);

    Object read(RecordInput in);
}
