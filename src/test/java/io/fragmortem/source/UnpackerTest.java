package io.fragmortem.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.words.English;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class UnpackerTest {

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD", "XZ", "BZIP2", "LZ4"})
    void everyCompressionIsOpenedWithAllItsMembers(Packing packing) throws IOException {
        byte[] one = pack(packing, text("one\n"));
        byte[] two = pack(packing, text("two\n"));
        assertEquals(packing, Packing.of(one));
        assertEquals(List.of("x=one\n"), visit(one));
        assertEquals(List.of("x=one\ntwo\n"), visit(join(one, two)));
        assertEquals(List.of("x=one\n"), visit(pack(Packing.GZIP, one)));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD", "XZ", "BZIP2", "LZ4"})
    void damageIsNamedAndWhatCameBeforeIsGiven(Packing packing) throws IOException {
        byte[] random = new byte[3_000_000];
        new SplittableRandom(7).nextBytes(random);
        byte[] packed = pack(packing, random);
        List<String> seen = visit(Arrays.copyOf(packed, packed.length * 2 / 3));
        assertEquals(2, seen.size(), packing.toString());
        assertTrue(seen.get(0).length() > 500_000, packing + " " + seen.get(0).length());
        assertTrue(seen.get(1).startsWith("problem x: damaged after "), seen.get(1));
        byte[] broken = packed.clone();
        Arrays.fill(broken, broken.length / 2, broken.length / 2 + 2000, (byte) 0x55);
        visit(broken); // must not throw, whatever the decoder thinks of it
    }

    @Test
    void archivesGiveTheirEntriesAndNestedOnes() throws IOException {
        byte[] inner =
                tar("a/1.txt", text("one"), "a/.hidden", text("no"), "a/2.txt.gz", pack(Packing.GZIP, text("two")));
        byte[] outer = zip("b/logs.tar.xz", pack(Packing.XZ, inner), "__MACOSX/c", text("no"), "c.txt", text("three"));
        assertEquals(
                List.of("x!b/logs.tar.xz!a/1.txt=one", "x!b/logs.tar.xz!a/2.txt.gz=two", "x!c.txt=three"),
                visit(outer));
    }

    @Test
    void aMailGivesItsTextAndItsAttachments() throws IOException {
        String packed = Base64.getMimeEncoder().encodeToString(pack(Packing.GZIP, text("used_memory:1\n")));
        String mail = "Received: from a by b;\n Sun, 22 Nov 2026 09:40:00 +0000\nMIME-Version: 1.0\nSubject: memory\n"
                + "Content-Type: multipart/mixed; boundary=\"=_1\"\n\nfor old programs\n--=_1\n"
                + "Content-Type: multipart/alternative; boundary=two\n\n--two\nContent-Type: text/plain; charset=utf-8\n"
                + "Content-Transfer-Encoding: quoted-printable\n\ndb0:keys=3D1,=\nexpires=3D0 gr=C3=BCn\n--two\n"
                + "Content-Type: text/html\n\n<p>the same</p>\n--two--\n--=_1\n"
                + "Content-Type: application/gzip; name=\"cache-1.info.gz\"\nContent-Transfer-Encoding: base64\n\n"
                + packed + "\n--=_1--\n";
        assertEquals(
                List.of("x=db0:keys=1,expires=0 gr\u00c3\u00bcn\n", "x!cache-1.info.gz=used_memory:1\n"),
                visit(text(mail)));
        String box = "From a@b Sun Nov 22 09:40:00 2026\n" + mail + "\nFrom c@d Sun Nov 22 09:50:00 2026\n"
                + "MIME-Version: 1.0\n\nsecond\n";
        assertEquals(3, visit(text(box)).size());
    }

    @Test
    void headersWithoutTheRulesOfMailAreAText() throws IOException {
        String log = "Subject: memory\nDate: Sun, 22 Nov 2026 09:40:00 +0000\n\nused_memory:1\n";
        assertEquals(List.of("x=" + log), visit(text(log)));
    }

    @Test
    void aWorkbookGivesItsSheetsAsTables() throws IOException {
        String sheet =
                "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c>"
                        + "<x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t>used, &lt;b&gt;</x:t></x:is></x:c></x:row>"
                        + "<x:row r=\"3\"><x:c r=\"A3\" s=\"1\"><x:v>46348.3580324074</x:v></x:c>"
                        + "<x:c r=\"C3\"><x:v>13484048</x:v></x:c></x:row></x:sheetData></x:worksheet>";
        byte[] styles =
                text("<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\"/></numFmts>"
                        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
        byte[] strings = text("<sst><si><t>Time</t></si></sst>");
        String table = "Time,\"used, <b>\"\n\n2026-11-22T08:35:34,,13484048\n";
        assertEquals(
                List.of("x!cache-1=" + table),
                visit(zip(
                        "xl/worksheets/sheet1.xml",
                        text(sheet),
                        "xl/workbook.xml",
                        text("<workbook><sheets><sheet name=\"cache-1\" sheetId=\"1\"/></sheets></workbook>"),
                        "xl/styles.xml",
                        styles,
                        "xl/sharedStrings.xml",
                        strings)));
        assertEquals(
                List.of("x=" + table),
                visit(zip(
                        "[Content_Types].xml",
                        text("<Types/>"),
                        "xl/workbook.xml",
                        text("<workbook><sheets><sheet name=\"Sheet1\" sheetId=\"1\"/></sheets></workbook>"),
                        "xl/sharedStrings.xml",
                        strings,
                        "xl/styles.xml",
                        styles,
                        "xl/worksheets/sheet1.xml",
                        text(sheet))));
        assertEquals(List.of("x!xl/notes.txt=a"), visit(zip("xl/notes.txt", text("a"))));
    }

    /** What has the names of a workbook's members and is none is a member like any other: hidden ones are passed over, climbing ones told. */
    @Test
    void namesOfAWorkbookAloneMakeNone() throws IOException {
        List<String> seen = visit(zip("_rels/.rels", text("no"), "xl/../../a", text("a"), "b", text("b")));
        assertEquals("x!b=b", seen.get(0));
        assertTrue(seen.get(1).startsWith("problem x!xl/../../a: the entry's name climbs out"), seen.get(1));
        assertEquals(List.of("x!xl/../../a=a"), seen.subList(2, seen.size()));
    }

    /** What cannot be read is named, and what came before it is given; entities, which may grow without end, are damage. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row><c><v>2</v>",
                "<row><c><v>2</v></row>",
                "<row><c><v>&lol;</v></c></row></sheetData></worksheet>"
            })
    void aDamagedWorkbookGivesWhatCouldBeRead(String end) throws IOException {
        String sheet = "<!DOCTYPE x [<!ENTITY lol \"ha\"><!ENTITY file SYSTEM \"file:///etc/hostname\">]><worksheet>"
                + "<sheetData><row><c><v>1</v></c></row>" + end;
        List<String> seen = visit(zip(
                "xl/workbook.xml", text("<workbook><sheets/></workbook>"), "xl/worksheets/sheet1.xml", text(sheet)));
        assertTrue(seen.get(0).startsWith("x=1\n"), seen.get(0));
        assertEquals("problem x: its packed data contradict themselves", seen.get(1));
    }

    @Test
    void mailsNestedTooDeepAreNamed() throws IOException {
        String mail = "Subject: a\nMIME-Version: 1.0\n\n".repeat(1000) + "used_memory:1\n";
        assertEquals(List.of("problem x: archives inside archives deeper than 2"), visit(text(mail)));
    }

    @Test
    void archivesNestedTooDeepAreNamed() throws IOException {
        byte[] deep = zip("a.zip", zip("b.zip", zip("c.txt", text("x"))));
        assertEquals(List.of("problem x!a.zip!b.zip: archives inside archives deeper than 2"), visit(deep));
    }

    @Test
    void namesThatClimbOutAreReportedAndOnlyShown() throws IOException {
        List<String> seen = visit(tar("../../etc/passwd", text("x")));
        assertTrue(seen.get(0).startsWith("problem x!../../etc/passwd: the entry's name climbs out"), seen.get(0));
        assertEquals("x!../../etc/passwd=x", seen.get(1));
        assertTrue(visit(zip("..\\..\\evil", text("x"))).get(0).contains("climbs out"));
    }

    @Test
    void linksAndFoldersOfAnArchiveAreNotFollowed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            tar.putArchiveEntry(new TarArchiveEntry("folder/"));
            tar.closeArchiveEntry();
        }
        assertEquals(List.of(), visit(out.toByteArray()));
    }

    @Test
    void anEntryThatIsABombStopsItsArchive() throws IOException {
        byte[] bomb = zip("zeros", new byte[4 << 20], "after", text("x"));
        List<String> seen = visit(bomb, new Limits(1 << 30, 100, 1 << 20, 10, 2, 4));
        assertEquals(2, seen.size());
        assertTrue(seen.get(1).contains("expands more than 100 times"), seen.get(1));
    }

    @Test
    void tooManyEntriesAreNamed() throws IOException {
        List<String> seen =
                visit(zip("a", text("1"), "b", text("2"), "c", text("3")), new Limits(1000, 100, 1000, 2, 2, 4));
        assertEquals(List.of("x!a=1", "x!b=2", "problem x: more than 2 entries: the rest was not read"), seen);
    }

    /** GNU's tar writes a long name, PAX an attribute, as a member of its own, of any length. */
    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC})
    void namesAndAttributesOfATarAreBounded(byte kind) throws IOException {
        assertEquals(3, visit(tarWithName(kind, 4000)).size());
        List<String> seen = visit(pack(Packing.GZIP, tarWithName(kind, 2 << 20)));
        assertEquals(
                List.of(
                        "x!before=1",
                        "problem x: names and attributes of more than 1,048,576 bytes before one of its entries: the"
                                + " rest was not read"),
                seen);
    }

    /** Three members, the second with a name of so many bytes. */
    private static byte[] tarWithName(byte kind, int length) throws IOException {
        String name = "n".repeat(length);
        String record = " path=" + name + "\n";
        String pax = (record.length() + String.valueOf(length + 20).length()) + record;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            member(tar, new TarArchiveEntry("before"), "1");
            member(
                    tar,
                    new TarArchiveEntry("././@LongLink", kind),
                    kind == TarConstants.LF_GNUTYPE_LONGNAME ? name + "\0" : pax);
            member(tar, new TarArchiveEntry("short"), "1");
            member(tar, new TarArchiveEntry("after"), "1");
        }
        return out.toByteArray();
    }

    private static void member(TarArchiveOutputStream tar, TarArchiveEntry entry, String content) throws IOException {
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(text(content));
        tar.closeArchiveEntry();
    }

    @Test
    void membersOfAZipMayBePackedInNewerWays() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            member(zip, "small", ZipMethod.ZSTD, pack(Packing.ZSTD, text("a=1")), 3);
            member(zip, "greedy", ZipMethod.XZ, pack(Packing.XZ, text("b=2")), 3);
            member(zip, "strange", ZipMethod.PPMD, text("?"), 3);
            member(zip, "plain", ZipMethod.STORED, text("c=3"), 3);
        }
        assertEquals(
                List.of(
                        "x!small=a=1",
                        "problem x!greedy: an encrypted entry, or a compression that is not supported",
                        "problem x!strange: an encrypted entry, or a compression that is not supported",
                        "x!plain=c=3"),
                visit(out.toByteArray()));
    }

    /** What is packed goes in as it is. */
    private static void member(ZipArchiveOutputStream zip, String name, ZipMethod method, byte[] packed, long size)
            throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(method.getCode());
        entry.setSize(size);
        entry.setCompressedSize(packed.length);
        entry.setCrc(0);
        zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed));
    }

    /** Names cost as any other bytes do, and so does what nobody wants. */
    @Test
    void namesAndUnwantedMembersAreSpentFromTheBudget() throws IOException {
        Limits limits = new Limits(300_000, 100_000, 1 << 20, 100, 2, 4);
        byte[] named = tarWithName(TarConstants.LF_GNUTYPE_LONGNAME, 400_000);
        assertEquals(
                List.of("x!before=1", "problem x: longer than the limit of 300,000 bytes: the rest was not read"),
                visit(named, limits));
        byte[] hidden = tar(".hidden", new byte[400_000], "after", text("x"));
        assertEquals(
                List.of("problem x: longer than the limit of 300,000 bytes: the rest was not read"),
                visit(hidden, limits));
    }

    @Test
    void aTruncatedArchiveGivesItsFirstEntries() throws IOException {
        byte[] random = new byte[100_000];
        new SplittableRandom(3).nextBytes(random);
        byte[] packed = pack(Packing.GZIP, tar("first", text("1"), "second", random));
        List<String> seen = visit(Arrays.copyOf(packed, packed.length / 2));
        assertEquals("x!first=1", seen.get(0));
        assertTrue(seen.get(1).startsWith("x!second="));
        assertTrue(seen.get(2).startsWith("problem x!second: damaged after "), seen.get(2));
    }

    @Test
    void tooManyLayersAndForeignArchivesAreNamed() throws IOException {
        byte[] packed = text("x");
        for (int i = 0; i < 6; i++) {
            packed = pack(Packing.GZIP, packed);
        }
        assertEquals(List.of("problem x: more than 4 layers of compression"), visit(packed));
        assertTrue(visit(new byte[] {'R', 'a', 'r', '!', 0x1a, 7, 0}).get(0).contains("RAR"));
        assertTrue(visit(new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0})
                .get(0)
                .contains("7z"));
        assertTrue(visit(new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 9, 9, 9})
                .get(0)
                .startsWith("problem x: "));
    }

    @Test
    void memoryStaysSmallOnALongStream() {
        long total = 300L << 20;
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return given++ < total ? 'x' : -1;
            }

            @Override
            public int read(byte[] b, int off, int len) {
                if (given >= total) {
                    return -1;
                }
                int n = (int) Math.min(len, total - given);
                Arrays.fill(b, off, off + n, (byte) 'x');
                given += n;
                return n;
            }
        };
        long[] seen = new long[1];
        new Unpacker(Limits.defaults(), Scope.CAPTURES, new Visitor() {
                    @Override
                    public void entry(Entry entry) throws IOException {
                        seen[0] = entry.stream().transferTo(OutputStream.nullOutputStream());
                    }

                    @Override
                    public void problem(Problem problem) {
                        throw new AssertionError(problem.toString());
                    }
                })
                .unpack("x", java.util.OptionalLong.empty(), endless);
        assertEquals(total, seen[0]);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] pack(Packing packing, byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream packer = switch (packing) {
            case GZIP -> new GZIPOutputStream(out);
            case ZSTD -> new io.airlift.compress.zstd.ZstdOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(1));
            case BZIP2 -> new BZip2CompressorOutputStream(out);
            case LZ4 -> new FramedLZ4CompressorOutputStream(out);
            default -> throw new IllegalArgumentException(packing.toString());
        };
        try (packer) {
            packer.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] tar(Object... namesAndBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                byte[] bytes = (byte[]) namesAndBytes[i + 1];
                TarArchiveEntry entry = new TarArchiveEntry((String) namesAndBytes[i], true);
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] zip(Object... namesAndBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putArchiveEntry(new ZipArchiveEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
                zip.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static List<String> visit(byte[] bytes) {
        return visit(bytes, Limits.defaults());
    }

    private static List<String> visit(byte[] bytes, Limits limits) {
        List<String> seen = new ArrayList<>();
        new Unpacker(limits, Scope.CAPTURES, new Visitor() {
                    @Override
                    public void entry(Entry entry) throws IOException {
                        seen.add(entry.name() + "="
                                + new String(entry.stream().readAllBytes(), StandardCharsets.ISO_8859_1));
                    }

                    @Override
                    public void problem(Problem problem) {
                        seen.add("problem " + problem.name() + ": " + English.of(problem.reason()));
                    }
                })
                .unpack("x", java.util.OptionalLong.empty(), new ByteArrayInputStream(bytes));
        return seen;
    }
}
