/**
 * Runs the chain over many instances: the only room of the fleet that knows threads and files. Takes a plan, gives every
 * finished instance to whoever writes it; never decides anything about an instance.
 */
@NullMarked
package io.fragmortem.fleet.engine;

import org.jspecify.annotations.NullMarked;
