/**
 * Takes the evidence of one instance, gives the suspects that one cause each is recognised by, and the checks that name none:
 * a file for each rule, so the room grows with the causes. A rule never looks at another's finding.
 */
@NullMarked
package io.fragmortem.diagnosis.rule;

import org.jspecify.annotations.NullMarked;
