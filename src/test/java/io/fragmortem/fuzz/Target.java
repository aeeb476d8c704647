package io.fragmortem.fuzz;

import io.fragmortem.cli.Main;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.source.Entry;
import io.fragmortem.source.Limits;
import io.fragmortem.source.Problem;
import io.fragmortem.source.Source;
import io.fragmortem.source.Sources;
import io.fragmortem.source.Visitor;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A part of the program that any bytes may be given to: it refuses or reads them, and never fails. */
public enum Target {
    /** The choice of a format, the reader chosen, and one more reader that the input decides by chance. */
    READERS {
        @Override
        public List<byte[]> seeds() {
            return Seeds.captures();
        }

        @Override
        public void run(byte[] input) throws IOException {
            Recorder chosen = new Recorder();
            new Sniffer(Formats.all()).read(entry(input), ReadOptions.defaults(), chosen);
            finite(chosen);
            CRC32 chance = new CRC32();
            chance.update(input);
            int other = (int) (chance.getValue() % Formats.all().size());
            finite(Recorder.read(Formats.all().get(other), input, ReadOptions.defaults()));
        }
    },

    /** Compression and archives: what is inside is read and not looked at. */
    ARCHIVES {
        @Override
        public List<byte[]> seeds() {
            return Seeds.archives();
        }

        @Override
        public void run(byte[] input) {
            Limits limits = new Limits(1 << 22, 100, 1 << 20, 50, 2, 4);
            Sources.read(stdin(), limits, new ByteArrayInputStream(input), new Visitor() {
                @Override
                public void entry(Entry entry) throws IOException {
                    entry.stream().transferTo(OutputStream.nullOutputStream());
                }

                @Override
                public void problem(Problem problem) {
                    require(
                            problem.name().chars().noneMatch(Character::isISOControl),
                            "a name with control characters");
                }
            });
        }
    },

    /** From bytes to what is said of every instance. */
    ANALYSIS {
        @Override
        public List<byte[]> seeds() {
            return Seeds.captures();
        }

        @Override
        public void run(byte[] input) {
            Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
            Ingest books = Ingest.read(
                    List.of("-"), ReadOptions.defaults(), new ByteArrayInputStream(input), instances, name -> {});
            require(books.defects().isEmpty(), books.defects().toString());
            for (Timeline timeline : instances.timelines()) {
                var unused = InstanceChain.analyze(timeline, Thresholds.defaults());
            }
        }
    },

    /** The statistics on any table. */
    TREND {
        @Override
        public List<byte[]> seeds() {
            return Seeds.tables();
        }

        @Override
        public void run(byte[] input) {
            Said said = program(input, "trend", "-", "--time", "time", "--limit", "8e9", "--format", "text");
            if (said.code() == USAGE) {
                program(input, "trend", "-");
            }
        }
    },

    /** A configuration beside a good capture. */
    CONFIGURATION {
        @Override
        public List<byte[]> seeds() {
            return Seeds.configurations();
        }

        @Override
        public void run(byte[] input) throws IOException {
            Path file = Files.write(scratch().resolve("fragmortem.conf"), input);
            program(CAPTURE.getBytes(StandardCharsets.UTF_8), "diagnose", "-", "--config", file.toString());
        }
    },

    /** A template of one's own in the place of a built-in one. */
    TEMPLATES {
        @Override
        public List<byte[]> seeds() {
            return Seeds.templates();
        }

        @Override
        public void run(byte[] input) throws IOException {
            Path folder = Files.createDirectories(scratch().resolve("templates"));
            Files.write(folder.resolve("answer.ftlh"), input);
            String out = scratch().resolve("report").toString();
            byte[] capture = CAPTURE.getBytes(StandardCharsets.UTF_8);
            program(capture, "analyze", "-", "-o", out, "--quiet", "--templates", folder.toString());
        }
    },

    /** A capture full of names: none of them may be said. */
    REDACTION {
        @Override
        public List<byte[]> seeds() {
            return List.of(CAPTURE.getBytes(StandardCharsets.UTF_8), LOG.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void run(byte[] input) {
            for (String format : List.of("text", "json", "markdown")) {
                Said said = program(input, "diagnose", "-", "--redact", "--format", format);
                String all = (said.out() + said.err()).toLowerCase(Locale.ROOT);
                for (String secret : SECRETS) {
                    require(!all.contains(secret), format + " tells " + secret);
                }
            }
        }
    };

    private static final int USAGE = 2;

    /** A fault of the program's own. */
    private static final int DEFECT = 70;

    private static final Set<String> SECRETS = Set.of("zanzibar", "quokka", "wombat", "mallory", "10.77.3.4", "kraken");

    private static final String CAPTURE = """
            zanzibar-cache-7 10.77.3.41:47391> INFO
            # 2026-11-22T08:35:00Z
            # Server
            redis_version:7.0.15
            run_id:0f1e2d3c4b5a69788796a5b4c3d2e1f001122334
            executable:/opt/quokka-redis/bin/redis-server
            config_file:/srv/zanzibar/redis.conf
            # Memory
            used_memory:1000000000
            used_memory_rss:3900000000
            allocator_allocated:1000000000
            allocator_active:3500000000
            allocator_resident:3800000000
            mem_fragmentation_ratio:3.9
            mem_allocator:jemalloc-5.2.1
            zanzibar_secret_field:1
            # Replication
            role:slave
            master_host:kraken-03.zanzibar.example
            slave0:ip=10.77.3.42,port=47391,state=online,offset=1,lag=0
            id=7 addr=10.77.3.42:50122 laddr=10.77.3.41:47391 fd=9 name=wombat age=10 idle=0 flags=O db=0 omem=900000000 cmd=monitor user=mallory
            """;

    private static final String LOG = """
            17532:S 22 Nov 2026 08:35:01.000 * Connecting to MASTER kraken-03.zanzibar.example:47391
            17532:M 22 Nov 2026 08:36:00.000 # Client id=7 addr=10.77.3.42:50122 fd=9 name=wombat user=mallory cmd=monitor scheduled to be closed ASAP for overcoming of output buffer limits.
            17532:M 22 Nov 2026 08:37:00.000 # Failed opening the RDB file /srv/zanzibar/dump.rdb (in server root dir /srv/zanzibar) for saving: No space left on device
            17532:M 22 Nov 2026 08:38:00.000 # quokka says hello to wombat
            """;

    /** What mutations start from. */
    public abstract List<byte[]> seeds();

    /** Gives it the bytes; fails when a promise is broken. */
    public abstract void run(byte[] input) throws IOException;

    private record Said(int code, String out, String err) {}

    private static Said program(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        Said said = new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        require(code != DEFECT, String.join(" ", args) + ": " + said.err());
        return said;
    }

    private static Entry entry(byte[] input) {
        return new Entry("test", OptionalLong.of(1_000_000L), new ByteArrayInputStream(input));
    }

    private static Source stdin() {
        return new Source("-", Optional.empty(), OptionalLong.empty(), 0, Optional.empty());
    }

    private static void finite(Recorder seen) {
        for (Sample sample : seen.samples) {
            sample.forEach((field, value) -> require(Double.isFinite(value), field + " is " + value));
        }
    }

    private static void require(boolean kept, String broken) {
        if (!kept) {
            throw new AssertionError(broken);
        }
    }

    /** A folder that one run after the other writes into. */
    private static Path scratch() {
        return Scratch.FOLDER;
    }

    /** A folder that goes when the virtual machine does. */
    private static final class Scratch {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("fragmortem-fuzz");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void remove(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                Path[] files = all.toArray(Path[]::new);
                for (int i = files.length - 1; i >= 0; i--) {
                    Files.delete(files[i]);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("left behind: " + folder, e);
            }
        }
    }
}
