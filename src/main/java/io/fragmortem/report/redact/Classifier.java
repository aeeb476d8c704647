package io.fragmortem.report.redact;

import java.util.Optional;
import java.util.function.Function;

/**
 * Replaces what identifies in a text. Known names go first, then words that look like addresses, paths and ids, and then
 * every word that is neither a number nor a word of this program: what is unknown is taken for a secret.
 */
final class Classifier {

    private static final String SERVER_PORT = "6379";
    private static final String SENTINEL_PORT = "26379";

    private final Known known;
    private final Vocabulary vocabulary;
    private final Function<Secret, String> pseudonyms;

    /** How much of a text is taken for a secret. */
    enum Trust {
        /** Text of the input: whatever is not known to be harmless. */
        NONE,
        /** What was typed to start the run: the same, but no reason to hide its words in what the user wrote. */
        COMMAND,
        /** A name of a field or metric: the same, but never a word of this program. */
        FIELD,
        /** Text that the user wrote on purpose: only what is a secret elsewhere in the run or looks like one. */
        USER
    }

    Classifier(Known known, Vocabulary vocabulary, Function<Secret, String> pseudonyms) {
        this.known = known;
        this.vocabulary = vocabulary;
        this.pseudonyms = pseudonyms;
    }

    /** The text with pseudonyms. */
    String text(String text, Trust trust) {
        StringBuilder out = new StringBuilder(text.length());
        String before = "";
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int end = Words.isInside(c) ? end(text, at) : at + Character.charCount(c);
            String word = text.substring(at, end);
            Optional<Secret> phrase = trust == Trust.FIELD ? Optional.empty() : known.phrase(word, text, at);
            if (phrase.isPresent()) {
                out.append(pseudonyms.apply(phrase.get()));
                end = at + phrase.get().text().length();
            } else if (!Words.isInside(c) || Vocabulary.isSection(before, word)) {
                out.append(word);
            } else if (Shapes.announcesPort(before) && isPort(word)) {
                out.append(port(word));
            } else {
                out.append(word(word, trust));
            }
            before = Words.isInside(c) ? word : before;
            at = end;
        }
        return out.toString();
    }

    /** The end of the word that begins here: a URL is one word, and so is what stands before it. */
    private static int end(String text, int at) {
        int url = Addresses.urlEnd(text, at);
        if (url > at) {
            return url;
        }
        int end = Words.end(text, at);
        int scheme = text.substring(at, end).indexOf("://");
        for (int i = at + 1; i < at + scheme; i++) {
            if (!Character.isLetterOrDigit(text.charAt(i - 1)) && Addresses.urlEnd(text, i) > i) {
                return i;
            }
        }
        return end;
    }

    private String word(String word, Trust trust) {
        Optional<Secret> name = trust == Trust.FIELD ? Optional.empty() : known.word(word);
        if (name.isPresent()) {
            return pseudonyms.apply(name.get());
        }
        if (trust == Trust.USER) {
            Optional<Secret> elsewhere = known.met(word);
            if (elsewhere.isPresent()) {
                return pseudonyms.apply(elsewhere.get());
            }
        }
        int colon = word.lastIndexOf(':');
        boolean address = Shapes.isAddress(word) || Addresses.urlEnd(word, 0) == word.length();
        if (!address && colon > 0 && isPort(word.substring(colon + 1))) {
            return withPort(word.substring(0, colon), word.substring(colon + 1), trust);
        }
        return kind(word, trust)
                .map(kind -> pseudonyms.apply(new Secret(kind, word)))
                .orElseGet(() -> trust == Trust.USER ? pieces(word) : word);
    }

    /** A word with pseudonyms for the parts of it that are secrets elsewhere in the run: {@code @alice.smith}. */
    private String pieces(String word) {
        StringBuilder out = new StringBuilder(word.length());
        int start = 0;
        for (int i = 0; i <= word.length(); i++) {
            if (i == word.length() || Words.JOINTS.indexOf(word.charAt(i)) >= 0) {
                String piece = word.substring(start, i);
                Optional<Secret> secret = known.met(piece).or(() -> typed(piece).map(kind -> new Secret(kind, piece)));
                out.append(secret.map(pseudonyms).orElse(piece));
                out.append(word, i, Math.min(i + 1, word.length()));
                start = i + 1;
            }
        }
        return out.toString();
    }

    private static boolean isPort(String tail) {
        return !tail.isEmpty() && tail.length() <= 7 && tail.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A host with its port, or a file with its line. */
    private String withPort(String head, String tail, Trust trust) {
        String shown = word(head, trust);
        if (shown.equals(head) && trust == Trust.USER && Addresses.isHost(head + ":" + tail)) {
            shown = pseudonyms.apply(new Secret(Kind.HOST, head));
        }
        boolean host = !shown.equals(head) && shown.startsWith(Kind.HOST.pseudonym(""));
        return shown + ":" + (host || Shapes.announcesPort(head) ? port(tail) : tail);
    }

    /** The ports of almost every server identify none. */
    private String port(String number) {
        return number.equals(SERVER_PORT) || number.equals(SENTINEL_PORT)
                ? number
                : pseudonyms.apply(new Secret(Kind.PORT, number));
    }

    /** What a word is, empty for one that tells nothing. */
    private Optional<Kind> kind(String word, Trust trust) {
        if (Shapes.isAddress(word)) {
            return word.equals("127.0.0.1") || word.equals("0.0.0.0") || word.equals("::1") || word.equals("::")
                    ? Optional.empty()
                    : Optional.of(Kind.HOST);
        }
        if (Shapes.isNumber(word)) {
            return Optional.empty();
        }
        if (Shapes.isId(word)) {
            return Optional.of(Kind.ID);
        }
        if (Shapes.isRooted(word) || Addresses.isShare(word)) {
            return Optional.of(Kind.PATH);
        }
        if (vocabulary.knows(word)) {
            return Optional.empty();
        }
        if (trust == Trust.USER) {
            return typed(word);
        }
        if (word.indexOf('/') >= 0 || word.indexOf('\\') >= 0) {
            return Optional.of(Kind.PATH);
        }
        int dot = word.indexOf('.');
        boolean domain = dot > 0 && dot < word.length() - 1;
        return Optional.of(domain || isNumbered(word) ? Kind.HOST : Kind.NAME);
    }

    /** What people write and do not mean to share. */
    private static Optional<Kind> typed(String word) {
        if (Addresses.urlEnd(word, 0) > 0) {
            return Optional.of(Kind.PATH);
        }
        boolean dotted = Addresses.isMail(word) || Addresses.isUser(word) || Addresses.isHost(word);
        return dotted ? Optional.of(Kind.HOST) : Optional.empty(); // as elsewhere, where nobody can tell people from hosts
    }

    /** For example {@code shop-cache-03}: hosts are numbered. */
    private static boolean isNumbered(String word) {
        return Character.isDigit(word.charAt(word.length() - 1)) && word.indexOf(':') < 0;
    }
}
