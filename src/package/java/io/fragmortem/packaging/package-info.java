/**
 * How the files of a release are made of what the build made: archives, the guide, the list of parts. Takes folders and class paths from
 * {@code src/package/build.xml}, gives files whose bytes depend on nothing but their content and the time that the POM or
 * SOURCE_DATE_EPOCH says. Never part of the program.
 */
@NullMarked
package io.fragmortem.packaging;

import org.jspecify.annotations.NullMarked;
