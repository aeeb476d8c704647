package io.fragmortem.snapshot.time;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of zones as {@code date}, browsers and .NET print them. */
final class Zones {

    /**
     * One abbreviation.
     *
     * @param offsetSeconds the most common meaning
     * @param ambiguous whether zones with other offsets use the same letters
     */
    record Abbreviation(int offsetSeconds, boolean ambiguous) {}

    private static final Map<String, Abbreviation> KNOWN = new HashMap<>();

    static {
        sure("Z", 0);
        sure("UTC", 0);
        sure("GMT", 0);
        sure("UCT", 0);
        sure("TU", 0);
        sure("WET", 0);
        sure("WEST", 60);
        sure("CET", 60);
        sure("CEST", 120);
        sure("MEZ", 60);
        sure("MESZ", 120);
        sure("MET", 60);
        sure("MEST", 120);
        sure("EET", 120);
        sure("EEST", 180);
        sure("MSK", 180);
        sure("EST", -300);
        sure("EDT", -240);
        sure("CDT", -300);
        sure("MST", -420);
        sure("MDT", -360);
        sure("PST", -480);
        sure("PDT", -420);
        sure("AKST", -540);
        sure("AKDT", -480);
        sure("HST", -600);
        sure("JST", 540);
        sure("KST", 540);
        sure("HKT", 480);
        sure("SGT", 480);
        sure("PKT", 300);
        sure("WIB", 420);
        sure("ICT", 420);
        sure("SAST", 120);
        sure("EAT", 180);
        sure("WAT", 60);
        sure("CAT", 120);
        sure("AEST", 600);
        sure("AEDT", 660);
        sure("ACST", 570);
        sure("ACDT", 630);
        sure("AWST", 480);
        sure("NZST", 720);
        sure("NZDT", 780);
        KNOWN.put("CST", new Abbreviation(-360 * 60, true));
        KNOWN.put("IST", new Abbreviation(330 * 60, true));
        KNOWN.put("BST", new Abbreviation(60 * 60, true));
        KNOWN.put("AST", new Abbreviation(-240 * 60, true));
    }

    /** China's, the only one that has no summer time and no letters of its own. */
    private static final int CHINA = 8 * 3600;

    private Zones() {}

    /** What an abbreviation means beside Chinese text: {@code CST} is China's there, everything else as ever. */
    static int inChina(String name, int offsetSeconds) {
        return name.equals("CST") ? CHINA : offsetSeconds;
    }

    private static void sure(String name, int minutes) {
        KNOWN.put(name, new Abbreviation(minutes * 60, false));
    }

    static @Nullable Abbreviation of(String name) {
        return KNOWN.get(name.toUpperCase(Locale.ROOT));
    }
}
