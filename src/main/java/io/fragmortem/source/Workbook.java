package io.fragmortem.source;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workbook of Excel ({@code .xlsx}), which is an archive of XML: each of its sheets as a table between commas. Numbers that
 * are shown as dates are written as such.
 */
final class Workbook {

    /** A sheet of a million cells has some 40 MB. */
    static final int LONGEST = 1 << 26;

    /** Some programs name the space of each element. */
    private static final Pattern PREFIX = Pattern.compile("<(/?)[A-Za-z]\\w{0,9}:(?=\\w)");

    private static final Pattern ROW = Pattern.compile("<row\\b([^>]*)(?:/>|>(.*?)</row>)", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<c\\b([^>]*?)(?:/>|>(.*?)</c>)", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("<v\\b[^>]*>(.*?)</v>", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("<t\\b[^>]*>(.*?)</t>", Pattern.DOTALL);
    private static final Pattern SHARED = Pattern.compile("<si\\b[^>]*?(?:/>|>(.*?)</si>)", Pattern.DOTALL);
    private static final Pattern SHEET = Pattern.compile("<sheet\\b[^>]*\\bname=\"([^\"]*)\"");
    private static final Pattern FORMAT =
            Pattern.compile("<numFmt\\b[^>]*\\bnumFmtId=\"(\\d+)\"[^>]*\\bformatCode=\"([^\"]*)\"");
    private static final Pattern STYLE = Pattern.compile("<xf\\b[^>]*\\bnumFmtId=\"(\\d+)\"");
    private static final Pattern SHEET_FILE = Pattern.compile("xl/worksheets/sheet(\\d{1,6})\\.xml");

    /** Sheets that nobody gave a name. */
    private static final Pattern UNNAMED = Pattern.compile(
            "(?i)(?:sheet|tabelle|feuil|hoja|foglio|planilha|blad|ark|arkusz|list|лист" + "|工作表|シート|시트)? ?\\d{0,4}");

    private static final double FIRST_DAY = 20_000; // 1954
    private static final double LAST_DAY = 80_000; // 2119
    private static final long EPOCH = 25_569; // 1970-01-01 in days of Excel
    private static final long SECONDS = 86_400;

    /** More rows may be missing between two only where a sheet is empty. */
    private static final int MOST_BLANK = 1000;

    private final Map<String, byte[]> members;
    private final List<String> shared = new ArrayList<>();
    private final List<Boolean> dates = new ArrayList<>();

    /** A sheet: its name, empty where nobody gave it one, and its rows. */
    record Sheet(String name, byte[] table) {}

    private Workbook(Map<String, byte[]> members) {
        this.members = members;
    }

    /** Whether a member of an archive belongs to a document of an office program. */
    static boolean isMember(String name) {
        return name.equals("[Content_Types].xml")
                || name.startsWith("_rels/")
                || name.startsWith("docProps/")
                || name.startsWith("xl/")
                || name.startsWith("customXml/");
    }

    /** Whether these members make a workbook. */
    static boolean isOne(Map<String, byte[]> members) {
        return members.containsKey("xl/workbook.xml")
                && members.keySet().stream()
                        .anyMatch(name -> SHEET_FILE.matcher(name).matches());
    }

    /** The sheets of a workbook in their order. */
    static List<Sheet> sheets(Map<String, byte[]> members) {
        return new Workbook(members).sheets();
    }

    private List<Sheet> sheets() {
        Matcher strings = SHARED.matcher(text("xl/sharedStrings.xml"));
        while (strings.find()) {
            shared.add(strings.group(1) == null ? "" : texts(strings.group(1)));
        }
        styles(text("xl/styles.xml"));
        List<String> names = new ArrayList<>();
        Matcher name = SHEET.matcher(text("xl/workbook.xml"));
        while (name.find()) {
            names.add(unescaped(name.group(1)));
        }
        Map<Integer, String> files = new TreeMap<>();
        for (String member : members.keySet()) {
            Matcher file = SHEET_FILE.matcher(member);
            if (file.matches()) {
                files.put(Integer.parseInt(file.group(1)), member);
            }
        }
        List<Sheet> sheets = new ArrayList<>();
        for (String file : files.values()) {
            String told = sheets.size() < names.size() && names.size() == files.size() ? names.get(sheets.size()) : "";
            boolean named = !UNNAMED.matcher(told.strip()).matches();
            sheets.add(new Sheet(named ? told : "", table(text(file)).getBytes(StandardCharsets.UTF_8)));
        }
        return sheets;
    }

    private String text(String member) {
        byte[] bytes = members.get(member);
        return bytes == null
                ? ""
                : PREFIX.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll("<$1");
    }

    /** Which styles of cells show a number as a date. */
    private void styles(String styles) {
        Map<Integer, String> formats = new HashMap<>();
        Matcher format = FORMAT.matcher(styles);
        while (format.find()) {
            formats.put(Integer.parseInt(format.group(1)), unescaped(format.group(2)));
        }
        int from = styles.indexOf("<cellXfs");
        int to = styles.indexOf("</cellXfs>");
        Matcher style = STYLE.matcher(from < 0 || to < from ? "" : styles.substring(from, to));
        while (style.find()) {
            int id = Integer.parseInt(style.group(1));
            dates.add(isDate(id, formats.getOrDefault(id, "")));
        }
    }

    private static boolean isDate(int id, String format) {
        boolean built =
                (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
        String code = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
        return built || (code.matches("(?i).*[ydhms].*") && !code.equalsIgnoreCase("General"));
    }

    private String table(String sheet) {
        StringBuilder out = new StringBuilder();
        Matcher row = ROW.matcher(sheet);
        int line = 1;
        while (row.find()) {
            int number = number(attribute(row.group(1), "r"), line);
            for (int i = 0; line < number && i < MOST_BLANK; i++, line++) {
                out.append('\n');
            }
            line = number + 1;
            out.append(row.group(2) == null ? "" : cells(row.group(2))).append('\n');
        }
        return out.toString();
    }

    private String cells(String row) {
        StringBuilder out = new StringBuilder();
        Matcher cell = CELL.matcher(row);
        int column = 0;
        while (cell.find()) {
            int at = column(attribute(cell.group(1), "r"), column);
            for (; column < at; column++) {
                out.append(',');
            }
            String value = cell.group(2) == null ? "" : value(cell.group(1), cell.group(2));
            boolean quoted = value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0;
            out.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        return out.toString();
    }

    private String value(String attributes, String content) {
        Matcher value = VALUE.matcher(content);
        String told = value.find() ? unescaped(value.group(1)) : "";
        return switch (attribute(attributes, "t")) {
            case "s" -> {
                int index = number(told, -1);
                yield index >= 0 && index < shared.size() ? shared.get(index) : "";
            }
            case "inlineStr" -> texts(content);
            case "e" -> "";
            case "str", "b", "d" -> told;
            default -> {
                int style = number(attribute(attributes, "s"), -1);
                yield style >= 0 && style < dates.size() && dates.get(style) ? moment(told) : told;
            }
        };
    }

    private static String moment(String days) {
        try {
            double value = Double.parseDouble(days);
            if (value < FIRST_DAY || value > LAST_DAY) {
                return days;
            }
            long millis = Math.round((value - EPOCH) * SECONDS * 1000);
            long second = Math.floorDiv(millis, 1000);
            int rest = (int) Math.floorMod(millis, 1000L);
            boolean whole = rest < 2 || rest > 998; // days have some 16 digits
            long seconds = rest > 998 ? second + 1 : second;
            return LocalDateTime.ofEpochSecond(seconds, whole ? 0 : rest * 1_000_000, ZoneOffset.UTC)
                    .toString();
        } catch (NumberFormatException e) {
            return days;
        }
    }

    private static String texts(String content) {
        StringBuilder out = new StringBuilder();
        Matcher text = TEXT.matcher(content);
        while (text.find()) {
            out.append(unescaped(text.group(1)));
        }
        return out.toString();
    }

    private static String attribute(String attributes, String name) {
        int at = attributes.indexOf(" " + name + "=\"");
        int from = at + name.length() + 3;
        int end = at < 0 ? -1 : attributes.indexOf('"', from);
        return end < 0 ? "" : attributes.substring(from, end);
    }

    private static int number(String digits, int otherwise) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : otherwise;
    }

    /** The column of a cell: {@code AB12} is the 27th from 0 on. */
    private static int column(String reference, int otherwise) {
        int column = 0;
        int i = 0;
        for (; i < reference.length() && i < 3 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++) {
            column = column * 26 + reference.charAt(i) - 'A' + 1;
        }
        return i == 0 ? otherwise : Math.max(otherwise, column - 1);
    }

    private static String unescaped(String text) {
        return text.indexOf('&') < 0
                ? text
                : text.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&#10;", "\n")
                        .replace("&amp;", "&");
    }
}
