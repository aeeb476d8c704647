package io.fragmortem.diagnosis;

import io.fragmortem.phrase.Phrase;

/**
 * One rule or consistency check and what came of it.
 *
 * @param id stable name, for example {@code rule.external-fragmentation} or {@code identity.rss-overhead-bytes}
 * @param status what came of it
 * @param text one sentence; for NOT_APPLICABLE the input that is missing
 */
public record Check(String id, Status status, Phrase text) {

    /** What came of a check. */
    public enum Status {
        OK,
        FINDING,
        NOT_APPLICABLE,
        IGNORED
    }
}
