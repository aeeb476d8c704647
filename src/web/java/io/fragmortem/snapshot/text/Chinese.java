package io.fragmortem.snapshot.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import org.teavm.jso.JSBody;

/** Takes the place of the class of the same name: browsers know these charsets, the class library for them does not. */
final class Chinese {

    private Chinese() {}

    /** The browser's charset of this name. */
    static Charset charset(String name) {
        return new OfBrowser(name);
    }

    @JSBody(
            params = {"name", "bytes", "from", "to"},
            script = "return new TextDecoder(name).decode(bytes.subarray(from, to));")
    private static native String decoded(String name, byte[] bytes, int from, int to);

    private static final class OfBrowser extends Charset {

        OfBrowser(String name) {
            super(name, new String[0]);
        }

        @Override
        public boolean contains(Charset other) {
            return true;
        }

        @Override
        public CharsetDecoder newDecoder() {
            return new Decoder(this);
        }

        @Override
        public CharsetEncoder newEncoder() {
            throw new UnsupportedOperationException("only read");
        }
    }

    /** Decodes whole characters: what lacks its end waits for the next call. */
    private static final class Decoder extends CharsetDecoder {

        Decoder(Charset charset) {
            super(charset, 1, 1);
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            byte[] b = new byte[4];
            while (in.hasRemaining()) {
                int length = length(in, charset().name());
                if (length > in.remaining()) {
                    return CoderResult.UNDERFLOW;
                }
                if (out.remaining() < 2) {
                    return CoderResult.OVERFLOW;
                }
                in.get(b, 0, length);
                if (length == 1 && b[0] >= 0) {
                    out.put((char) b[0]);
                } else {
                    out.put(decoded(charset().name(), b, 0, length));
                }
            }
            return CoderResult.UNDERFLOW;
        }

        /** Bytes of the next character: 1 for ASCII, mostly 2, in GB18030 4 where a digit follows, 1 for Japanese of half width. */
        private static int length(ByteBuffer in, String name) {
            int at = in.position();
            if (in.get(at) >= 0) {
                return 1;
            }
            int first = in.get(at) & 0xff;
            if (name.equals("Shift_JIS")) {
                return first >= 0xa0 && first < 0xe0 ? 1 : 2;
            }
            boolean digit = in.remaining() > 1 && in.get(at + 1) >= '0' && in.get(at + 1) <= '9';
            return digit ? 4 : 2;
        }
    }
}
