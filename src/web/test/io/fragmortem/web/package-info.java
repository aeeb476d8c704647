/** Tests of the page in a browser. */
package io.fragmortem.web;
