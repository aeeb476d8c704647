package io.fragmortem.fleet.review;

import io.fragmortem.snapshot.text.Address;

/**
 * Which instances belong together by what people call them: {@code redis-cache-0012} and {@code redis-cache-3.eu:6379} are both
 * of {@code redis-cache}, {@code shard1/primary} and {@code shard2/primary} of {@code shard/primary}. Where nobody labels a fleet, that is what tells its clusters and shards.
 */
final class Families {

    private static final String SEPARATORS = "-_.";

    private Families() {}

    /** The name without its number, empty where it has none or is nothing but an address. */
    static String of(String instance) {
        int folder = instance.indexOf('/');
        if (folder > 0 && instance.substring(folder + 1).chars().noneMatch(Character::isDigit)) {
            String above = of(instance.substring(0, folder));
            return above.isEmpty() ? "" : above + instance.substring(folder);
        }
        String host = Address.withoutPort(instance);
        int dot = host.indexOf('.');
        String label = dot > 0 ? host.substring(0, dot) : host;
        String stem = trimmed(label, "0123456789");
        if (stem.length() == label.length()) {
            return "";
        }
        String family = trimmed(stem, SEPARATORS);
        return family.chars().anyMatch(Character::isLetter) ? family : "";
    }

    private static String trimmed(String text, String what) {
        int end = text.length();
        while (end > 0 && what.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
