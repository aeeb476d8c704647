package io.fragmortem.report.redact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What words that lead to somebody look like, beside plain numbers: URLs, e-mail addresses, names of hosts, shares and users. */
final class Addresses {

    private static final String LABEL = "[0-9A-Za-z](?:[0-9A-Za-z_-]*[0-9A-Za-z])?";

    /** {@code db-master.acme.internal}; the last label of a host is made of letters alone, that of a version hardly ever. */
    private static final Pattern DOMAIN = Pattern.compile("(?:" + LABEL + "\\.)+(?:[a-z]{2,24}|[A-Z]{2,24})");

    private static final Pattern MAIL = Pattern.compile("[0-9A-Za-z_.+-]+@(?:" + LABEL + "\\.)+[A-Za-z]{2,24}");

    /** {@code \\fileserver\share}, also as JSON writes it. */
    private static final Pattern SHARE = Pattern.compile("\\\\{2,4}[0-9A-Za-z][0-9A-Za-z_.-]*\\\\{1,2}[0-9A-Za-z].*");

    /** {@code alice.smith}. */
    private static final Pattern USER = Pattern.compile("[A-Za-z]{2,20}\\.[A-Za-z]{2,20}");

    /** A host that has no dot is told by its dash and a port that a server may have: {@code cart-7:6381}. */
    private static final Pattern DASHED = Pattern.compile("[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+");

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    /** What ends names of files, programs and units of systemd, and of no host (countries such as Serbia are written as {@code rs} too: a program is likelier here). */
    private static final Set<String> ENDINGS = Set.of((
                    "aof bak bat bin bz2 cfg cnf conf config core css csv dat db dump err exe gz htm html inc incr info ini jar java"
                            + " jira js json jsonl jsx kdbx lock log lz4 map mount out pdf pem php pid png prom properties rdb"
                            + " rb rst scope service slice sock socket sql svg tar target timer tgz tmp toml ts tsv txt unit xlsx xls xml"
                            + " xz yaml yml zip zst zstd py sh md pl rs so cc go bz")
            .split(" "));

    private Addresses() {}

    /** Where the URL ends whose scheme begins here; the start itself where none does. */
    static int urlEnd(String text, int start) {
        int mark = start;
        while (mark < text.length() && isOfScheme(text.charAt(mark))) {
            mark++;
        }
        if (mark - start < 2 || !text.startsWith("://", mark) || !Character.isLetter(text.charAt(start))) {
            return start;
        }
        int end = mark + 3;
        while (end < text.length() && isOfUrl(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        while (end > mark + 3 && ".:!?*&#=-".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > mark + 3 ? end : start;
    }

    private static boolean isOfScheme(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+';
    }

    private static boolean isOfUrl(int c) {
        return Words.isInside(c) ? c != '\\' : "?=%".indexOf(c) >= 0;
    }

    static boolean isMail(String word) {
        return MAIL.matcher(word).matches() && !isFile(word);
    }

    /** A host with two dots or more, or with a port. */
    static boolean isHost(String word) {
        int colon = word.lastIndexOf(':');
        boolean port = colon > 0 && PORT.matcher(word.substring(colon + 1)).matches();
        String name = port ? word.substring(0, colon) : word;
        int dots = (int) name.chars().filter(c -> c == '.').count();
        if (dots == 0) {
            return port && word.length() - colon > 4 && DASHED.matcher(name).matches();
        }
        return dots >= (port ? 1 : 2) && DOMAIN.matcher(name).matches() && !isFile(name);
    }

    /** A share of Windows. */
    static boolean isShare(String word) {
        return SHARE.matcher(word).matches();
    }

    /** A person as logins are written. */
    static boolean isUser(String word) {
        return USER.matcher(word).matches() && !isFile(word);
    }

    private static boolean isFile(String word) {
        return ENDINGS.contains(word.substring(word.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
