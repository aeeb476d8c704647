package io.fragmortem.snapshot.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.Told;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // one table per string
class CsvFormatTest {

    private static final ReadOptions PLAIN = ReadOptions.defaults();
    private static final String T = "1714557600000000 ";
    private final CsvFormat format = new CsvFormat();

    @Test
    void wideTablesGiveOneSampleARow() {
        String text = "timestamp,instance,redis_memory_used_bytes,redis_latest_fork_seconds,redis_weather\n"
                + "1714557600000,c1:6379,13484048,0.002,1\n1714557660000,c1:6379,13484049,,1\n";
        assertTrue(Recorder.sure(format, text).beats(Sureness.FILE_NAME));
        Recorder seen = read(text);
        assertEquals(
                T + "STATED [c1:6379] used_memory=13484048 latest_fork_usec=2000\n"
                        + "1714557660000000 STATED [c1:6379] used_memory=13484049\n",
                seen.sampleLines());
        assertEquals(List.of("redis_weather"), seen.unknown);
        assertEquals(List.of(), seen.rejected);
        assertEquals(3, seen.samples.get(1).origin().line());
    }

    /** Beside what is free, what is used is the machine's; a name that only a server has, or RSS, says otherwise. */
    @ParameterizedTest
    @CsvSource({
        "'time,mem_total,mem_used,mem_free',0",
        "'time,used,free,buff',0",
        "'time,host,available,used',0",
        "'time,used_memory,free,total',1",
        "'time,used,rss,free',1"
    })
    void theUseOfAMachineIsNoneOfAServer(String header, int samples) {
        String rows = "2026-11-20T10:00:00Z,5368709120,5368709120,1073741824\n".repeat(2);
        String cut = header.chars().filter(c -> c == ',').count() == 3 ? rows : "";
        assertEquals(samples > 0, !read(header + "\n" + cut).samples.isEmpty());
    }

    @Test
    void theMachinesMeasurementIsNoneOfTheServer() {
        String text = "time,host,_measurement,_field,_value\n1714557600,h1,mem,used,9000000000\n"
                + "1714557600,h1,redis,used_memory,20000000\n1714557600,h1,mem,used,9000000001\n";
        assertEquals(T + "STATED [h1] used_memory=20000000\n", read(text).sampleLines());
    }

    @Test
    void thePathOfCollectdTellsMetricAndServer() throws IOException {
        String rows = "epoch,value\n1714557600.500,20\n";
        assertEquals(
                "1714557600500000 STATED [db7.example:6379] used_memory_rss=20\n",
                readAs("csv/db7.example/redis_info-6379/bytes-used_memory_rss-2024-05-01", rows)
                        .sampleLines());
        assertEquals(
                "1714557600500000 STATED [db7.example] used_memory=20\n",
                readAs("db7.example/redis/memory-2024-05-01", rows).sampleLines());
        assertEquals(
                "", readAs("db7.example/memory/memory-used-2024-05-01", rows).sampleLines());
    }

    /** Octets in French, Cyrillic letters in Russian: powers of 1024 with an i or without a B. */
    @ParameterizedTest
    @CsvSource({"'1,5 Gio',1610612736", "'1,5 ГиБ',1610612736", "1536 Mio,1610612736", "'1,5 Go',1500000000"})
    void unitsOfOtherAlphabetsAreRead(String cell, double bytes) {
        Recorder seen =
                read("Heure;Mémoire utilisée\n2024-05-01T10:00:00Z;" + cell + "\n2024-05-01T10:01:00Z;" + cell + "\n");
        assertEquals(2, seen.samples.size(), seen.everything());
        assertEquals(bytes, seen.samples.get(0).get(Field.USED_MEMORY).orElse(-1));
    }

    /** In a table with points for thousands, that no cell has a comma says nothing of decimals. */
    @Test
    void severalPointsPartGroupsOfDigits() {
        Recorder seen = read("Zeit;used_memory;used_memory_rss\n2024-05-01 10:00:00;5.583.457.484;11.811.160.064\n"
                + "2024-05-01 10:01:00;583.457.484;1.811.160\n");
        assertEquals(List.of(), seen.rejected);
        assertEquals(5_583_457_484.0, seen.samples.get(0).get(Field.USED_MEMORY).orElse(-1));
        assertEquals(1_811_160.0, seen.samples.get(1).get(Field.USED_MEMORY_RSS).orElse(-1));
    }

    /** What {@code influx -execute} prints: nanoseconds that are no epoch second of Zabbix, perhaps with its blanks lost. */
    @ParameterizedTest
    @ValueSource(strings = {"1714557600000000000 5368709120  5583457484", "1714557600000000000 5368709120 5583457484"})
    void aTableOfInfluxIsRead(String row) throws IOException {
        String text =
                "name: redis\ntime                used_memory used_memory_rss\n----                ----------- ---------------\n"
                        + row + "\n" + row.replace("6000", "6600") + "\n";
        assertEquals(Sureness.NO, Recorder.sure(Formats.named("zabbix-text").orElseThrow(), text));
        Recorder seen = readAs("influx.txt", text);
        assertEquals(2, seen.samples.size(), seen.everything());
        assertEquals(
                5_583_457_484.0, seen.samples.get(0).get(Field.USED_MEMORY_RSS).orElse(-1));
    }

    @Test
    void theLastPartOfAPathNamesTheMetric() {
        Recorder seen = read(
                "Time (UTC),Custom Metrics|Redis|n1|used_memory (Observed),"
                        + "Custom Metrics|Redis|n1|used_memory_rss (Observed)\n2024-05-01T10:00:00Z,20,30\n2024-05-01T10:01:00Z,21,31\n");
        assertEquals(
                T
                        + "STATED used_memory=20 used_memory_rss=30\n1714557660000000 STATED used_memory=21 used_memory_rss=31\n",
                seen.sampleLines());
    }

    @Test
    void longTablesGiveOneSampleAMoment() {
        String text = "time,instance,metric,value\n2024-05-01T10:00:00Z,c1,used_memory,10\n"
                + "2024-05-01T10:00:00Z,c1,used_memory_rss,20\n2024-05-01T10:00:00Z,c2,used_memory,30\n"
                + "2024-05-01T10:00:00Z,c1,nonsense,1\n2024-05-01T10:00:00Z,c1,used_memory,11\n"
                + "2024-05-01T09:59:00Z,c1,used_memory,9\n";
        assertTrue(Recorder.sure(format, text).beats(Sureness.FILE_NAME));
        Recorder seen = read(text);
        assertEquals(
                "1714557540000000 STATED [c1] used_memory=9\n" + T + "STATED [c1] used_memory=10 used_memory_rss=20\n"
                        + T + "STATED [c1] used_memory=11\n" + T + "STATED [c2] used_memory=30\n",
                seen.sampleLines());
        assertEquals(List.of("nonsense"), seen.unknown);
    }

    @Test
    void grafanaTablesWithFormattedCellsAreRead() {
        Recorder seen = read("\"Time\",\"used memory\",\"RSS\",\"fragmentation ratio\",\"dataset %\"\n"
                + "2024-05-01 10:00:00,12.9 MiB,57.4 MiB,1.21,85.0%\n2024-05-01 10:01:00,undefined,,,\n"
                + "2024-05-01 10:02:00,13 MB,,,\n");
        assertEquals(
                T + "ZONE_ASSUMED used_memory=1.35266304E7~52428.8 used_memory_rss=6.01882624E7~52428.8"
                        + " mem_fragmentation_ratio=1.21 used_memory_dataset_perc=85~0.05 [ROUNDED]\n"
                        + "1714557720000000 ZONE_ASSUMED used_memory=13000000~500000 [ROUNDED]\n",
                seen.sampleLines());
        assertEquals(2, seen.assumed.size(), seen.assumed.toString());
    }

    /** Only a quote at the begin of a cell opens one: two of another kind look balanced and are not. */
    @Test
    void aQuoteInsideACellDoesNotHideTheNextRow() {
        Recorder seen = read("time,instance,used_memory\n2024-05-01T10:00:00Z,5\"rack,\"7\n2024-05-01T10:01:00Z,c1,8\n"
                + "2024-05-01T10:02:00Z,c1,9\n");
        assertEquals(
                List.of(7.0, 8.0, 9.0),
                seen.samples.stream()
                        .map(sample -> sample.get(Field.USED_MEMORY).orElse(-1))
                        .toList());
    }

    @Test
    void germanTablesHaveSemicolonsAndDecimalCommas() {
        Recorder seen = read("\ufeffZeit;used memory;RSS;fragmentation ratio\r\n"
                + "01.05.2024 10:00:00;9,76 MiB;20,76 MiB;2,13\r\n");
        assertEquals(
                T + "ZONE_ASSUMED used_memory=1.023410176E7~5242.88 used_memory_rss=2.176843776E7~5242.88"
                        + " mem_fragmentation_ratio=2.13 [ROUNDED]\n",
                seen.sampleLines());
        assertEquals("cells are separated by ;", seen.assumed.get(0));
        assertEquals("numbers have a decimal comma", seen.assumed.get(1));
    }

    @Test
    void excelTablesAreReadInUtf16WithTabsAndWithASepLine() {
        String text = "Time\tused\n2024-05-01 10:00:00\t5\n";
        byte[] utf16 = ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
        assertEquals(Sureness.KNOWN_TABLE, format.recognise(utf16, "x"));
        assertEquals(
                T + "ZONE_ASSUMED used_memory=5\n",
                Recorder.read(format, utf16, PLAIN).sampleLines());
        assertEquals(
                T + "ZONE_ASSUMED used_memory=5\n",
                read("sep=;\n" + text.replace('\t', ';')).sampleLines());
    }

    @Test
    void columnsThatNameInstancesAreToldApart() {
        Recorder seen =
                read("Time,\"{__name__=\"\"redis_memory_used_bytes\"\", instance=\"\"a:1\"\"}\",used b:1,b:1 rss\n"
                        + "1714557600000,1,2,3\n");
        assertEquals(
                T + "STATED [a:1] used_memory=1\n" + T + "STATED [b:1] used_memory=2 used_memory_rss=3\n",
                seen.sampleLines());
    }

    @Test
    void serverAndPortNameAnInstanceTogether() {
        Recorder seen = read("time,host,port,replication_role,server,used_memory,maxmemory_policy,redis_version\n"
                + "2024-05-01T10:00:00Z,h1,6379,master,10.0.0.5,7,noeviction,7.2.4\n");
        assertEquals(
                T + "STATED [10.0.0.5:6379] used_memory=7 redis_version='7.2.4' maxmemory_policy='noeviction'\n",
                seen.sampleLines());
    }

    @Test
    void fluxTablesHaveAnnotationsAndRepeatedHeaders() {
        String text = "#group,false,false,true,true,false,false,true,true\n#datatype,string,long,dateTime:RFC3339,"
                + "dateTime:RFC3339,dateTime:RFC3339,double,string,string\n#default,_result,,,,,,,\n"
                + ",result,table,_start,_stop,_time,_value,_field,_measurement\n"
                + ",,0,2024-05-01T09:00:00Z,2024-05-01T11:00:00Z,2024-05-01T10:00:00Z,13484048,used_memory,redis\n\n"
                + "#group,false\n,result,table,_start,_stop,_time,_value,_field,_measurement,host\n"
                + ",,1,2024-05-01T09:00:00Z,2024-05-01T11:00:00Z,2024-05-01T10:00:00Z,5,used_memory,redis,h2\n";
        assertTrue(Recorder.sure(format, text).beats(Sureness.FILE_NAME));
        assertEquals(
                T + "STATED used_memory=13484048\n" + T + "STATED [h2] used_memory=5\n",
                read(text).sampleLines());
    }

    @Test
    void influxqlTablesHaveNanosecondsAndTags() {
        assertEquals(
                T + "STATED [h1] used_memory=5\n",
                read("name,tags,time,used_memory\nredis,host=h1,1714557600000000000,5\n")
                        .sampleLines());
    }

    @Test
    void cloudWatchTablesHaveSeveralHeadLines() {
        Recorder seen = read("Full label,AWS/ElastiCache BytesUsedForCache,AWS/ElastiCache MemoryFragmentationRatio\n"
                + "Label,BytesUsedForCache,MemoryFragmentationRatio\n2024/05/01 10:00:00,1000,1.5\n");
        assertEquals(T + "ZONE_ASSUMED used_memory=1000 mem_fragmentation_ratio=1.5\n", seen.sampleLines());
    }

    @Test
    void cloudWatchLabelsOfSeveralNodesAreToldApartByAnotherHeadLine() {
        Recorder seen = read("Full label,BytesUsedForCache cache-001,BytesUsedForCache cache-002\n"
                + "Label,BytesUsedForCache,BytesUsedForCache\n2024/05/01 10:00:00,1000,2000\n");
        assertEquals(
                T + "ZONE_ASSUMED [cache-001] used_memory=1000\n" + T + "ZONE_ASSUMED [cache-002] used_memory=2000\n",
                seen.sampleLines());
        assertEquals(
                seen.sampleLines(),
                read("CacheClusterId,cache-001,cache-002\nLabel,BytesUsedForCache,BytesUsedForCache\n"
                                + "2024/05/01 10:00:00,1000,2000\n")
                        .sampleLines());
    }

    @Test
    void unitsMayStandInTheHeader() {
        Recorder seen = read("epoch,parent_rss_kb,used_memory (MB),child_private_kb\n1714557600.5,2,1,0\n");
        assertEquals(
                "1714557600500000 STATED os.vm_rss=2048 used_memory=1048576 child.private_dirty=0\n",
                seen.sampleLines());
        assertTrue(seen.assumed.toString().contains("powers of 1024"), seen.assumed.toString());
    }

    @Test
    void theUserCanSayWhatColumnsMean() {
        ReadOptions options = new Told()
                .zone(ZoneOffset.ofHours(2))
                .columns(Map.of("heap", "used_memory:MiB", "r", "mem_fragmentation_ratio"))
                .timeColumn("when")
                .instanceColumn("box")
                .options();
        Recorder seen = Recorder.read(format, "heap,box,when,r\n3,b1,2024-05-01 12:00:00,1.1\n", options);
        assertEquals(T + "ZONE_ASSUMED [b1] used_memory=3145728 mem_fragmentation_ratio=1.1\n", seen.sampleLines());
        assertEquals(0, seen.assumed.size(), seen.assumed.toString());
        Recorder series = Recorder.read(
                format,
                "time,metric,value\n1714557600,heap,3\n",
                new Told().columns(Map.of("heap", "used_memory")).options());
        assertEquals(T + "STATED used_memory=3\n", series.sampleLines());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1714557600",
                "1714557600.000",
                "1714557600000",
                "1714557600000000",
                "1714557600000000000",
                "1.7145576E9",
                "1.7145576E12",
                "2024-05-01T10:00:00Z",
                "2024-05-01T12:00:00.000+02:00",
                "2024-05-01 12:00:00 +0200",
                "2024-05-01 10:00:00 UTC",
                "2024-05-01 10:00",
                "2024/05/01 10:00:00",
                "01.05.2024 10:00:00",
                "1/5/2024 10:00",
                "01/05/2024 10:00:00.000"
            })
    void everyFormOfTimeIsRead(String time) {
        Recorder seen = read("time,used_memory\n" + time + ",5\n");
        assertEquals(1, seen.samples.size(), seen.rejected.toString());
        assertEquals(1_714_557_600_000_000L, seen.samples.get(0).stamp().epochMicros());
    }

    @Test
    void americanDatesAreToldByTheirNumbersOrByPm() {
        Recorder seen = read("time,used_memory\n5/1/2024 10:00 AM,5\n5/13/2024 10:00 PM,5\n");
        assertEquals(1_714_557_600_000_000L, seen.samples.get(0).stamp().epochMicros());
        assertTrue(seen.assumed.contains("dates have the month first"), seen.assumed.toString());
        assertEquals(
                1_714_557_600_000_000L,
                read("time,used\n5/1/2024 10:00 AM,5\n").samples.get(0).stamp().epochMicros());
    }

    @Test
    void linesThatStartWithAHashSurviveAndRaggedRowsAreNamed() {
        Recorder seen = read("time,used_memory\n1714557600,1\n1714557660,2,3\n1714557720\nnever,1\n1714557780,4,\n");
        assertEquals(2, seen.samples.size());
        assertEquals(
                List.of(3L, 4L, 5L),
                seen.rejected.stream().map(r -> r.origin().line()).toList());
        assertEquals("2 cells as in the header", seen.rejected.get(0).expected());
        assertEquals("the time never", seen.rejected.get(2).found());
    }

    @Test
    void anUnclosedQuoteCostsItsOwnLineOnly() {
        Recorder seen = read("time,used_memory\n1714557600,1\n1714557660,\"oops,2\n1714557720,3\n");
        assertEquals(2, seen.samples.size());
        assertEquals("the cell oops,2", seen.rejected.get(0).found());
        assertEquals(3, seen.rejected.get(0).origin().line());
        assertEquals(
                3.0,
                seen.samples.get(seen.samples.size() - 1).get(Field.USED_MEMORY).orElseThrow());
    }

    @Test
    void manyBadRowsAreCountedNotListed() {
        Recorder seen = read("time,used_memory\n1714557600,1\n" + "x,y,z\n".repeat(1000));
        assertEquals(21, seen.rejected.size());
        assertEquals("1,000 rows in all", seen.rejected.get(20).found());
    }

    @Test
    void aCellWithoutEndIsACleanStop() {
        Recorder seen = read("time,used_memory\n1714557600,1\n1714557660," + "x".repeat(100_000) + "\n1714557720,1\n");
        assertEquals(1, seen.samples.size());
        assertTrue(seen.rejected.get(0).found().startsWith("a cell longer than"), seen.rejected.toString());
    }

    @Test
    void repeatedHeadersOfJoinedFilesAreSkipped() {
        String one = "time,used_memory\n1714557600,1\n";
        Recorder seen = read(one + one);
        assertEquals(2, seen.samples.size());
        assertEquals(0, seen.rejected.size());
    }

    @Test
    void aTableWithoutKnownMetricsSaysHowToMapThem() {
        Recorder seen = read("time,foo\n1714557600,1\n");
        assertTrue(seen.rejected.get(0).expected().contains("--map"), seen.rejected.toString());
        assertEquals(List.of("foo"), seen.unknown);
        assertEquals(Sureness.ANY_TABLE, Recorder.sure(format, "time,foo\n1714557600,1\n1714557601,1\n"));
    }

    @Test
    void whatIsNoTableIsRejected() {
        assertEquals(1, read("").rejected.size());
        assertEquals(1, read("a,b\nc,d\n").rejected.size());
        assertEquals(Sureness.NO, Recorder.sure(format, "hello world\nthis is text, with commas, and more\n"));
        assertEquals(Sureness.NO, Recorder.sure(format, "used_memory:5\r\nused_memory_rss:6\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13484048|BYTES|13484048|0",
                "-5|BYTES|-5|0",
                "1.5|RATIO|1.5|0",
                "1.3484048e+07|BYTES|13484048|0",
                "1.34840e+07|BYTES|13484000|50",
                "5,120,044,032|BYTES|5120044032|0",
                "12.9 MiB|BYTES|13526630.4|52428.8",
                "2 kB|BYTES|2000|500",
                "85.0%|PERCENT|85|0.05",
                "85%|RATIO|0.85|0.005",
                "1.5 days|SECONDS|129600|4320",
                "2.50 K|COUNT|2500|5",
                "18446744073709551615|BYTES|1.8446744073709552E19|0",
                "12345678901234567|BYTES|12345678901234568|0"
            })
    void cellsAreReadWithTheirRounding(String cell, io.fragmortem.snapshot.Unit unit, double value, double error) {
        Cells cells = new Cells(false);
        assertEquals(value, cells.parse(cell, unit), Math.abs(value) * 1e-12);
        assertEquals(error, cells.error(1), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"undefined", "NaN", "-", "n/a", "1.2 parsecs", "1-2", "."})
    void cellsWithoutANumberAreAbsent(String cell) {
        assertTrue(Double.isNaN(new Cells(false).parse(cell, io.fragmortem.snapshot.Unit.BYTES)), cell);
    }

    @Test
    void everyTableOfTheCapturesIsReadAndAgrees() throws IOException {
        Path exports = Path.of("../shared/captures/04a-peak-flush-retained/exports");
        assumeTrue(Files.isDirectory(exports));
        Recorder wide = Recorder.read(format, Files.readAllBytes(exports.resolve("redis_exporter-wide.csv")), PLAIN);
        Recorder tall = Recorder.read(format, Files.readAllBytes(exports.resolve("long.csv")), PLAIN);
        Recorder human = Recorder.read(format, Files.readAllBytes(exports.resolve("grafana-human.csv")), PLAIN);
        Recorder german = Recorder.read(format, Files.readAllBytes(exports.resolve("grafana-human-de.csv")), PLAIN);
        assertEquals(wide.samples.size(), tall.samples.size());
        assertEquals(wide.samples.size(), human.samples.size());
        assertEquals(wide.samples.size(), german.samples.size());
        for (int i = 0; i < wide.samples.size(); i++) {
            double exact = used(wide.samples.get(i));
            assertEquals(exact, used(tall.samples.get(i)));
            assertEquals(exact, used(human.samples.get(i)), human.samples.get(i).error(Field.USED_MEMORY) * 1.0001);
            assertEquals(used(human.samples.get(i)), used(german.samples.get(i)), 1);
        }
    }

    private static double used(Sample sample) {
        return sample.get(Field.USED_MEMORY).orElseThrow();
    }

    private Recorder read(String text) {
        return Recorder.read(format, text, PLAIN);
    }

    private Recorder readAs(String stream, String text) throws IOException {
        Recorder recorder = new Recorder();
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        format.read(new Entry(stream, OptionalLong.empty(), bytes), PLAIN, recorder);
        return recorder;
    }

    @Test
    void aShareIsNeverASize() {
        Recorder seen = Recorder.read(
                new CsvFormat(),
                "time,memory usage(%),used_memory,RSS Percentage\n2024-05-01T10:00:00Z,49.9,13484048,80\n"
                        + "2024-05-01T10:01:00Z,49.9,55 %,80\n",
                ReadOptions.defaults());
        assertEquals("1714557600000000 STATED used_memory=13484048\n", seen.sampleLines());
        assertEquals(List.of("memory usage(%)", "RSS Percentage"), seen.unknown);
        assertEquals(1, seen.rejected.size());
        assertTrue(seen.rejected.get(0).found().contains("55 %"), seen.rejected.toString());
    }

    @Test
    void aTitleAboveRowsIsNoHeaderOfThem() {
        for (String title : List.of("used_memory_rss", "weather")) {
            String text = title + "\na\t1\t2024-05-01T10:00:00Z\nb\t2\t2024-05-01T10:01:00Z\n";
            Recorder seen = Recorder.read(new CsvFormat(), text, ReadOptions.defaults());
            assertEquals("", seen.sampleLines());
            assertEquals(1, seen.rejected.size());
        }
    }

    @Test
    void byteCountsAreNoTimesAlthoughTheyLookLikeOnes() {
        // 1714557600 is 2024 and 1795132800 is 2026, as seconds
        String text = "redis_memory_used_bytes,c1:9121,1795132800,1714557600\n"
                + "redis_memory_used_bytes,c1:9121,1714557600,1714557660\n"
                + "redis_memory_used_bytes,c1:9121,1795132900,1714557720\n";
        Recorder seen = Recorder.read(new CsvFormat(), text, ReadOptions.defaults());
        assertEquals(
                "1714557600000000 STATED [c1:9121] used_memory=1795132800\n"
                        + "1714557660000000 STATED [c1:9121] used_memory=1714557600\n"
                        + "1714557720000000 STATED [c1:9121] used_memory=1795132900\n",
                seen.sampleLines());
    }

    @Test
    void aFileMayBeNamedAfterItsMetric() throws IOException {
        byte[] text = "2024-05-01T10:00:00Z,5\n2024-05-01T10:01:00Z,6\n".getBytes(StandardCharsets.UTF_8);
        for (String name : List.of("redis_memory_used_bytes.csv", "db/BytesUsedForCache.txt", "cache-1.csv")) {
            Recorder seen = new Recorder();
            Entry entry = new Entry(name, OptionalLong.empty(), new ByteArrayInputStream(text));
            new CsvFormat().read(entry, ReadOptions.defaults(), seen);
            assertEquals(name.equals("cache-1.csv") ? 0 : 2, seen.samples.size(), name);
        }
    }

    @Test
    void smallNumbersWithDecimalsAreNoBytes() {
        Recorder seen = Recorder.read(
                new CsvFormat(),
                "time,memory_usage,used_memory_rss\n2024-05-01T10:00:00Z,50.25,60141568.5\n2024-05-01T10:01:00Z,4096.5,60141568\n",
                ReadOptions.defaults());
        assertEquals(
                "1714557600000000 STATED used_memory_rss=6.01415685E7\n1714557660000000 STATED used_memory_rss=60141568\n",
                seen.sampleLines());
        assertEquals(2, seen.rejected.size());
        assertTrue(seen.rejected.get(0).expected().contains("--map"), seen.rejected.toString());
    }

    @Test
    void infosOwnNameWinsOverWordsThatMayMeanAShare() {
        Recorder seen = Recorder.read(
                new CsvFormat(),
                "time,memory_usage,used_memory\n2024-05-01T10:00:00Z,50,13484048\n2024-05-01T10:01:00Z,50,13484049\n",
                ReadOptions.defaults());
        assertEquals(
                "1714557600000000 STATED used_memory=13484048\n1714557660000000 STATED used_memory=13484049\n",
                seen.sampleLines());
    }

    /** What tells two columns of a metric apart is a server only if it is one for each metric, and no share or window. */
    @ParameterizedTest
    @ValueSource(strings = {"p50 %s,p95 %s", "min %s,max %s", "%s (5m),%s (1h)"})
    void whatIsNoServerTellsNoColumnsApart(String columns) {
        String header = "time," + columns.replace("%s", "used_memory") + "\n";
        Recorder seen = Recorder.read(
                new CsvFormat(), header + "2026-11-22T08:35:34Z,2370000000,2380000000\n", ReadOptions.defaults());
        assertEquals(
                "",
                seen.samples.stream()
                        .map(sample -> sample.origin().label().orElse(""))
                        .collect(Collectors.joining(" ")));
    }

    /** The figures of a table without times must not pass for times: 2370000000 is a second of the year 2045. */
    @Test
    void aFigureIsNoTime() {
        Recorder seen = Recorder.read(
                new CsvFormat(),
                "host,metric,value\nkv-1,used_memory,2370000000\nkv-1,used_memory_rss,2370000001\n",
                ReadOptions.defaults());
        assertEquals(0, seen.samples.size());
    }
}
