package io.fragmortem.report;

import io.fragmortem.fleet.engine.Fleet;

/** Finished instances whose results lie on other machines, where their files are made as well. */
public interface Elsewhere extends Fleet.Finished {

    /** A report in this folder: a local path or an address. */
    Outlet outlet(String folder);
}
