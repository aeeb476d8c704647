package io.fragmortem.fleet.intake;

/**
 * One stream that was read.
 *
 * @param name of the stream
 * @param format short name of its format, empty when nothing recognised it
 * @param bytes read (decompressed)
 * @param sha256 of these bytes, lower-case hex
 * @param samples it gave
 * @param events it gave
 * @param exhibits it gave
 * @param rejected regions of it that could not be used
 */
public record ReadInput(
        String name,
        String format,
        long bytes,
        String sha256,
        long samples,
        long events,
        long exhibits,
        long rejected) {}
