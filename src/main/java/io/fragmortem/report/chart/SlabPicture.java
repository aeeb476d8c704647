package io.fragmortem.report.chart;

import io.fragmortem.memory.Component;

/**
 * What fragmentation is, drawn from measured bytes: pages cut into slots. A page goes back to the system only when all of
 * its slots are free, which is why a page with one full slot stays.
 */
public final class SlabPicture {

    /** Pages of the picture, whatever they stand for. */
    public static final int PAGES = 32;

    private static final int SLOTS = 8;
    private static final double PAGE_WIDTH = 54;
    private static final double PAGE_HEIGHT = 28;
    private static final double SLOT = 12;

    /** Scatters full slots over a page, so that they do not look sorted. */
    private static final int[] SCATTER = {0, 5, 2, 7, 4, 1, 6, 3};

    /**
     * The shares of the picture.
     *
     * @param live bytes in full slots
     * @param free bytes in free slots of pages in use
     * @param kept bytes in whole free pages
     * @param returned bytes that went back to the system since the worst moment
     */
    public record Shares(double live, double free, double kept, double returned) {

        double all() {
            return live + free + kept + returned;
        }

        /** Bytes that one page of the picture stands for. */
        public double perPage() {
            return all() / PAGES;
        }
    }

    private final Shares shares;
    private final int inUse;
    private final int kept;
    private final int fullSlots;

    private SlabPicture(Shares shares) {
        this.shares = shares;
        int returned = pages(shares.returned());
        int whole = pages(shares.kept());
        inUse = Math.max(1, PAGES - returned - whole);
        kept = Math.min(whole, PAGES - inUse);
        double active = Math.max(1, shares.live() + shares.free());
        // Each page in use has a full slot: otherwise it would be a free page.
        fullSlots = (int) Math.max(inUse, Math.round(shares.live() / active * inUse * SLOTS));
    }

    private int pages(double bytes) {
        int pages = (int) Math.round(bytes / shares.all() * PAGES);
        return pages == 0 && bytes > shares.all() / PAGES / 4 ? 1 : pages;
    }

    /** The picture with this many pages in a row. */
    public static String draw(Shares shares, Frame frame, int perRow, String title, String description) {
        return new SlabPicture(shares).draw(frame, perRow, title, description);
    }

    /** A single box of each kind, for the key. */
    public static String slot(boolean full) {
        Svg svg = key();
        return svg.rect(1, 1, SLOT, SLOT, full ? Layer.of(Component.DATASET).ink() : Ink.FREE_SLOT)
                .close("svg")
                .toString();
    }

    /** A whole page, kept or returned, for the key. */
    public static String page(boolean isKept) {
        Svg svg = key();
        return svg.rect(1, 1, SLOT, SLOT, isKept ? Layer.of(Component.RETAINED).ink() : Ink.RETURNED)
                .close("svg")
                .toString();
    }

    private static Svg key() {
        return new Svg()
                .open(
                        "svg",
                        "class=\"sw\"",
                        "viewBox=\"0 0 14 14\"",
                        "width=\"14\" height=\"14\" aria-hidden=\"true\"");
    }

    private String draw(Frame frame, int perRow, String title, String description) {
        int rows = (PAGES + perRow - 1) / perRow;
        double step = (frame.width() - 2 - PAGE_WIDTH) / (perRow - 1);
        Svg svg = Canvas.open(frame, rows * (PAGE_HEIGHT + 7) + 2, 12, title, description);
        int slots = fullSlots;
        for (int page = 0; page < PAGES; page++) {
            int row = page / perRow;
            double x = 1 + page % perRow * step;
            double y = 1 + row * (PAGE_HEIGHT + 7);
            if (page < inUse) {
                int pagesLeft = inUse - page;
                // Uneven on purpose, as in a real heap: every other page holds a slot more or less than its share.
                int fair = (slots + pagesLeft - 1) / pagesLeft;
                int full = Math.max(1, Math.min(SLOTS, Math.min(slots - (pagesLeft - 1), fair + uneven(page, fair))));
                slots -= full;
                page(svg, page, x, y, full);
            } else if (page < inUse + kept) {
                svg.rect(
                        x,
                        y,
                        PAGE_WIDTH,
                        PAGE_HEIGHT,
                        Layer.of(Component.RETAINED).ink() + " rx=\"2.5\"");
                svg.rect(x, y, PAGE_WIDTH, PAGE_HEIGHT, Ink.PAGE);
            } else {
                svg.rect(x, y, PAGE_WIDTH, PAGE_HEIGHT, Ink.RETURNED);
            }
        }
        return svg.close("svg").toString();
    }

    private static int uneven(int page, int fair) {
        return fair <= 1 || fair >= SLOTS ? 0 : page % 3 - 1;
    }

    private static void page(Svg svg, int page, double x, double y, int full) {
        svg.rect(x, y, PAGE_WIDTH, PAGE_HEIGHT, Ink.PAGE);
        for (int i = 0; i < SLOTS; i++) {
            int place = SCATTER[(i + page * 3) % SLOTS];
            int row = place / 4;
            double left = x + 2.5 + place % 4 * (SLOT + 0.4);
            double top = y + 2 + row * SLOT;
            svg.rect(
                    left,
                    top,
                    SLOT - 1,
                    SLOT - 1,
                    i < full ? Layer.of(Component.DATASET).ink() : Ink.FREE_SLOT);
        }
    }
}
