package io.fragmortem.snapshot.info.heading;

/**
 * How a line is set off as a heading.
 *
 * @param marked whether marks or a colon make it one
 * @param ruled whether runs of marks stand on both sides
 * @param file whether it is the name of a file, as head and tail print it
 * @param section whether it looks as a title inside INFO does
 */
record HeadingShape(String content, boolean marked, boolean ruled, boolean file, boolean section) {

    private static final String MARKS = "-=*#~+_<>:·•【】「」[]|—─═";

    static HeadingShape of(String text) {
        String bare = withoutTags(text);
        int from = 0;
        while (from < bare.length() && (MARKS.indexOf(bare.charAt(from)) >= 0 || bare.charAt(from) == ' ')) {
            from++;
        }
        int to = bare.length();
        while (to > from && (MARKS.indexOf(bare.charAt(to - 1)) >= 0 || " ：".indexOf(bare.charAt(to - 1)) >= 0)) {
            to--;
        }
        boolean leads = from > 0 && isRun(bare.substring(0, from).strip());
        boolean trails = to < bare.length() && isRun(bare.substring(to).strip());
        boolean colon = to < bare.length() && ":：".indexOf(bare.charAt(to)) >= 0 && from == 0;
        boolean named = from == 0 && bare.length() < 100 && bare.matches("^[^:：]{2,30} ?(: |：) ?[\\w.:-]{3,}$");
        boolean tagged = bare.length() < text.length();
        boolean file = bare.startsWith("==> ") && bare.endsWith(" <==");
        boolean section = bare.startsWith("#") && !bare.startsWith("##") && !trails;
        boolean marked = leads || colon || named || tagged;
        return new HeadingShape(bare.substring(from, to).strip(), marked, leads && trails, file, section);
    }

    private static String withoutTags(String text) {
        return text.replaceAll("(?i)^h[1-6]\\. |</?(h[1-6]|b|strong|p|div|summary|em)>", "");
    }

    /** {@code ###}, {@code --}, {@code **}, {@code #}, {@code [}: a bullet or a single dash is none. */
    private static boolean isRun(String marks) {
        return marks.length() > 1
                || marks.equals("#")
                || marks.equals("[")
                || marks.equals("]")
                || marks.equals("【")
                || marks.equals("】");
    }
}
