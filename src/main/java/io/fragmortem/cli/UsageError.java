package io.fragmortem.cli;

/** The command line asks for something that does not exist or does not fit. */
final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message);
    }
}
