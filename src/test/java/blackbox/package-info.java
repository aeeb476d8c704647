/** Tests that see the program as a user does: arguments and files in, text, files and an exit code out. */
package blackbox;
