package io.fragmortem.source;

import java.io.ByteArrayInputStream;
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
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A workbook of Excel ({@code .xlsx}), which is an archive of XML: each of its sheets as a table between commas. Numbers that
 * are shown as dates are written as such.
 */
final class Workbook {

    /** Of all members: a sheet of a million cells has some 40 MB. */
    static final int LONGEST = 1 << 24;

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

    private static final XMLInputFactory XML = factory();

    private final Map<String, byte[]> members;
    private final List<String> shared = new ArrayList<>();
    private final List<Boolean> dates = new ArrayList<>();

    /**
     * A sheet.
     *
     * @param name empty where nobody gave it one
     * @param table its rows, as far as they could be read
     * @param damaged whether it ends there
     */
    record Sheet(String name, byte[] table, boolean damaged) {}

    private Workbook(Map<String, byte[]> members) {
        this.members = members;
    }

    /** Without types and entities, which could name files or grow without end. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
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

    /** The sheets of a workbook in their order. O(bytes). */
    static List<Sheet> sheets(Map<String, byte[]> members) {
        return new Workbook(members).sheets();
    }

    private List<Sheet> sheets() {
        boolean whole = walk("xl/sharedStrings.xml", new Texts()) && walk("xl/styles.xml", new Styles());
        List<String> names = new ArrayList<>();
        whole &= walk("xl/workbook.xml", (xml, start) -> {
            if (start && xml.getLocalName().equals("sheet")) {
                names.add(attribute(xml, "name"));
            }
        });
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
            Table table = new Table();
            boolean own = walk(file, table);
            byte[] bytes = table.out.toString().getBytes(StandardCharsets.UTF_8);
            sheets.add(new Sheet(named ? told : "", bytes, !(whole && own)));
        }
        return sheets;
    }

    /** What one member is read by: each beginning, end and text of its elements. */
    private interface Walk {
        void element(XMLStreamReader xml, boolean start);

        default void text(String text) {
            // most elements have none that matters
        }
    }

    /** Walks through a member; false where it is damaged. One that is not there has nothing. */
    private boolean walk(String member, Walk walk) {
        byte[] bytes = members.getOrDefault(member, new byte[0]);
        if (bytes.length == 0) {
            return true;
        }
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> walk.element(xml, true);
                    case XMLStreamConstants.END_ELEMENT -> walk.element(xml, false);
                    case XMLStreamConstants.CHARACTERS -> walk.text(xml.getText());
                    default -> {}
                }
            }
            return true;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Texts that cells name by number. */
    private final class Texts implements Walk {

        private final StringBuilder own = new StringBuilder();
        private boolean inText;

        @Override
        public void element(XMLStreamReader xml, boolean start) {
            inText = start && xml.getLocalName().equals("t");
            if (xml.getLocalName().equals("si")) {
                if (!start) {
                    shared.add(own.toString());
                }
                own.setLength(0);
            }
        }

        @Override
        public void text(String text) {
            own.append(inText ? text : "");
        }
    }

    /** Which styles of cells show a number as a date. */
    private final class Styles implements Walk {

        private final Map<String, String> formats = new HashMap<>();
        private boolean ofCells;

        @Override
        public void element(XMLStreamReader xml, boolean start) {
            String name = xml.getLocalName();
            if (name.equals("cellXfs")) {
                ofCells = start;
            } else if (start && name.equals("numFmt")) {
                formats.put(attribute(xml, "numFmtId"), attribute(xml, "formatCode"));
            } else if (start && ofCells && name.equals("xf")) {
                String id = attribute(xml, "numFmtId");
                dates.add(isDate(number(id, 0), formats.getOrDefault(id, "")));
            }
        }
    }

    private static boolean isDate(int id, String format) {
        boolean built =
                (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
        String code = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
        return built || (code.matches("(?i).*[ydhms].*") && !code.equalsIgnoreCase("General"));
    }

    /** The rows of a sheet, with commas between their cells. */
    private final class Table implements Walk {

        private final StringBuilder out = new StringBuilder();
        private final StringBuilder value = new StringBuilder();
        private int line = 1;
        private int column;
        private int at;
        private String type = "";
        private int style = -1;
        private boolean inValue;

        @Override
        public void element(XMLStreamReader xml, boolean start) {
            String name = xml.getLocalName();
            inValue = start && (name.equals("v") || name.equals("t"));
            if (name.equals("row")) {
                row(xml, start);
            } else if (name.equals("c") && start) {
                at = place(attribute(xml, "r"), column);
                type = attribute(xml, "t");
                style = number(attribute(xml, "s"), -1);
                value.setLength(0);
            } else if (name.equals("c")) {
                cell(shown());
            }
        }

        @Override
        public void text(String text) {
            value.append(inValue ? text : "");
        }

        private void row(XMLStreamReader xml, boolean start) {
            if (!start) {
                out.append('\n');
                return;
            }
            int number = number(attribute(xml, "r"), line);
            for (int i = 0; line < number && i < MOST_BLANK; i++, line++) {
                out.append('\n');
            }
            line = number + 1;
            column = 0;
        }

        private void cell(String text) {
            for (; column < at; column++) {
                out.append(',');
            }
            boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0;
            out.append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
        }

        private String shown() {
            String told = value.toString();
            return switch (type) {
                case "s" -> {
                    int index = number(told, -1);
                    yield index >= 0 && index < shared.size() ? shared.get(index) : "";
                }
                case "e" -> "";
                case "inlineStr", "str", "b", "d" -> told;
                default -> style >= 0 && style < dates.size() && dates.get(style) ? moment(told) : told;
            };
        }
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

    private static int number(String digits, int otherwise) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : otherwise;
    }

    /** The column of a cell: {@code AB12} is the 27th from 0 on. */
    private static int place(String reference, int otherwise) {
        int column = 0;
        int i = 0;
        for (; i < reference.length() && i < 3 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++) {
            column = column * 26 + reference.charAt(i) - 'A' + 1;
        }
        return i == 0 ? otherwise : Math.max(otherwise, column - 1);
    }
}
