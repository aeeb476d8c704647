package io.fragmortem.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail as programs save it ({@code .eml}, {@code .mht}, a box of several): its text and its attachments as files, out of the
 * codes that mail wraps them in. One character stands for one byte throughout, so that every charset stays what it is.
 */
final class Mail {

    /** What is longer is read as it stands. */
    static final int LONGEST = 1 << 24;

    /** Servers on the way put their headers above those of the sender. */
    static final int HEAD = 1 << 15;

    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,60}):(.*)");
    private static final Pattern ENVELOPE = Pattern.compile("From \\S.{0,200}\\d{4}.{0,20}");
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]{1,200})\"|([^\\s;]{1,200}))");
    private static final Pattern NAME =
            Pattern.compile("(?i)name\\*?=(?:utf-8'[^']{0,20}')?(?:\"([^\"]{1,200})\"|([^\\s;]{1,200}))");
    private static final Pattern BYTE = Pattern.compile("%([0-9A-Fa-f]{2})");

    /**
     * A part of a mail.
     *
     * @param name of the file that it is, empty for the text itself
     */
    record Part(String name, byte[] bytes) {}

    private final List<Part> parts = new ArrayList<>();
    private final Set<String> boundaries = new HashSet<>();
    private StringBuilder headers = new StringBuilder();
    private StringBuilder body = new StringBuilder();
    private boolean inHeaders = true;

    /** Whether a text without markup is there: then the page beside it says the same. */
    private boolean hasText;

    private Mail() {}

    /** Whether the first bytes may begin a mail, which is looked at further only then. */
    static boolean mayBe(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 200), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end).strip();
        return HEADER.matcher(line).matches() || ENVELOPE.matcher(line).matches();
    }

    /** Whether there are headers, one of which says that the rest follows the rules of MIME. */
    static boolean isOne(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        boolean mime = false;
        int at = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
            String line = text.substring(at, end);
            if (line.isBlank()) {
                return mime;
            }
            boolean folded = at > 0 && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            boolean envelope = at == 0 && ENVELOPE.matcher(line.strip()).matches();
            if (!folded && !envelope && !HEADER.matcher(line.strip()).matches()) {
                return false;
            }
            mime |= line.toLowerCase(Locale.ROOT).startsWith("mime-version:");
            at = end + 1;
        }
        return false;
    }

    /** The parts of a mail, or of all that stand in a box. */
    static List<Part> parts(byte[] bytes) {
        Mail mail = new Mail();
        String last = "";
        for (String raw : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            if (last.isEmpty() && ENVELOPE.matcher(line).matches()) {
                mail.nextMail();
            } else {
                mail.line(line);
            }
            last = line;
        }
        mail.close();
        return mail.parts;
    }

    private void nextMail() {
        close();
        boundaries.clear();
        inHeaders = true;
        hasText = false;
    }

    private void line(String line) {
        if (isBoundary(line)) {
            close();
            inHeaders = true;
        } else if (!inHeaders) {
            body.append(line).append('\n');
        } else if (line.isEmpty()) {
            inHeaders = false;
            Matcher boundary = BOUNDARY.matcher(headers);
            if (boundary.find()) {
                boundaries.add(boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
            }
        } else {
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            headers.append(folded ? " " : "\n").append(line.strip());
        }
    }

    private boolean isBoundary(String line) {
        if (!line.startsWith("--")) {
            return false;
        }
        String name = line.strip().substring(2);
        return boundaries.contains(name)
                || (name.endsWith("--") && boundaries.contains(name.substring(0, name.length() - 2)));
    }

    /** Takes the part that has ended. */
    private void close() {
        String told = headers.toString();
        String lower = told.toLowerCase(Locale.ROOT);
        String content = body.toString();
        headers = new StringBuilder();
        body = new StringBuilder();
        boolean outer = lower.contains("\ncontent-type: multipart/");
        boolean drawn = lower.contains("\ncontent-type: image/") && lower.contains("\ncontent-id:");
        boolean page = lower.contains("\ncontent-type: text/html");
        String name = name(told);
        if (outer || drawn || content.isBlank() || (page && hasText && name.isEmpty())) {
            return;
        }
        hasText |= name.isEmpty() && !page;
        parts.add(new Part(name, decoded(content, lower)));
    }

    private static String name(String headers) {
        Matcher name = NAME.matcher(headers);
        if (!name.find()) {
            return "";
        }
        String told = name.group(1) == null ? name.group(2) : name.group(1);
        Matcher coded = BYTE.matcher(told);
        String plain = coded.replaceAll(
                one -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(one.group(1), 16))));
        return new String(plain.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String content, String headers) {
        if (headers.contains("\ncontent-transfer-encoding: base64")) {
            return Base64.getMimeDecoder().decode(whole(content));
        }
        return headers.contains("\ncontent-transfer-encoding: quoted-printable")
                ? quotedPrintable(content)
                : content.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As many signs of base64 as make whole bytes: a mail may be cut. */
    private static String whole(String content) {
        String signs = content.replaceAll("[^A-Za-z0-9+/]", "");
        return signs.length() % 4 == 1 ? signs.substring(0, signs.length() - 1) : signs;
    }

    private static byte[] quotedPrintable(String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length());
        int i = 0;
        while (i < content.length()) {
            char c = content.charAt(i);
            int code = c == '=' ? code(content, i + 1) : -1;
            if (code >= 0) {
                out.write(code);
                i += 3;
            } else if (c == '=' && i + 1 < content.length() && content.charAt(i + 1) == '\n') {
                i += 2; // the line goes on
            } else {
                out.write(c);
                i++;
            }
        }
        return out.toByteArray();
    }

    private static int code(String content, int from) {
        if (from + 2 > content.length()) {
            return -1;
        }
        int high = Character.digit(content.charAt(from), 16);
        int low = Character.digit(content.charAt(from + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
