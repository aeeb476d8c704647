package io.fragmortem.snapshot.system;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The auxiliary header of an RDB file, also at the beginning of an append only file. Data is never read. */
public final class RdbFormat implements Format {

    private static final int AUX = 0xfa;
    private static final int MAX_FIELDS = 64;
    private static final int MAX_TEXT = 1024;

    @Override
    public String name() {
        return "rdb";
    }

    @Override
    public Sureness recognise(byte[] head, String name) {
        String magic = new String(head, 0, Math.min(9, head.length), StandardCharsets.ISO_8859_1);
        return magic.matches("REDIS\\d{4}|VALKEY\\d{3}") ? Sureness.MAGIC : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        InputStream in = entry.stream();
        byte[] magic = in.readNBytes(9);
        Origin origin = new Origin(entry.name(), 0, 0, Optional.empty());
        Map<String, String> aux = new HashMap<>();
        boolean cut = false;
        try {
            int opcode = in.read();
            while (aux.size() < MAX_FIELDS && opcode == AUX) {
                aux.put(string(in), string(in));
                opcode = in.read();
            }
            cut = opcode < 0;
        } catch (EOFException e) {
            cut = true;
        }
        if (cut) {
            sink.rejected(
                    new Rejected(origin, Phrase.of("input.found.rdb_cut"), Phrase.of("input.expected.rdb_header")));
        }
        Stamp stamp = aux.containsKey("ctime") && aux.getOrDefault("ctime", "").matches("\\d{9,11}")
                ? new Stamp(Long.parseLong(aux.getOrDefault("ctime", "0")) * 1_000_000, TimeSource.STATED)
                : new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed).fallback();
        SampleBuilder sample = sample(aux, new String(magic, StandardCharsets.ISO_8859_1));
        if (sample.isEmpty() && !cut) {
            sink.rejected(new Rejected(origin, Phrase.of("input.found.no_aux"), Phrase.of("input.expected.rdb")));
        } else if (!sample.isEmpty()) {
            sink.sample(sample.build(origin, stamp));
        }
    }

    private static SampleBuilder sample(Map<String, String> aux, String magic) {
        SampleBuilder sample = new SampleBuilder();
        String used = aux.getOrDefault("used-mem", "");
        if (used.matches("\\d{1,18}")) {
            sample.set(Field.RDB_USED_MEM, Double.parseDouble(used));
        }
        String bits = aux.getOrDefault("redis-bits", "");
        if (bits.matches("\\d{2}")) {
            sample.set(Field.ARCH_BITS, Double.parseDouble(bits));
        }
        if (aux.containsKey("valkey-ver")) {
            sample.fact(Fact.VALKEY_VERSION, Text.shown(aux.getOrDefault("valkey-ver", "")));
        } else if (aux.containsKey("redis-ver")) {
            sample.fact(
                    magic.startsWith("VALKEY") ? Fact.VALKEY_VERSION : Fact.REDIS_VERSION,
                    Text.shown(aux.getOrDefault("redis-ver", "")));
        }
        return sample;
    }

    /** A length-prefixed or integer-encoded string of the RDB format. */
    private static String string(InputStream in) throws IOException {
        int first = need(in);
        int kind = first >> 6;
        int length;
        if (kind == 0) {
            length = first & 0x3f;
        } else if (kind == 1) {
            length = ((first & 0x3f) << 8) | need(in);
        } else if (kind == 2) {
            length = (need(in) << 24) | (need(in) << 16) | (need(in) << 8) | need(in);
        } else {
            return integer(in, first & 0x3f);
        }
        if (length < 0 || length > MAX_TEXT) {
            throw new EOFException("a field longer than " + MAX_TEXT + " bytes");
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            throw new EOFException("end inside a field");
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String integer(InputStream in, int encoding) throws IOException {
        int bytes = switch (encoding) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> 4;
            default -> throw new EOFException("an encoding that headers do not have");
        };
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) need(in) << (8 * i);
        }
        int shift = 64 - 8 * bytes;
        return Long.toString(value << shift >> shift);
    }

    private static int need(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("end inside a field");
        }
        return b;
    }
}
