package io.fragmortem.snapshot.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import org.teavm.jso.JSBody;

/** Takes the place of the class of the same name: browsers know GB18030, the class library for them does not. */
final class Chinese {

    private Chinese() {}

    /** The browser's charset. */
    static Charset charset() {
        return new Gb18030();
    }

    @JSBody(
            params = {"bytes", "from", "to"},
            script = "return new TextDecoder('gb18030').decode(bytes.subarray(from, to));")
    private static native String decoded(byte[] bytes, int from, int to);

    private static final class Gb18030 extends Charset {

        Gb18030() {
            super("GB18030", new String[0]);
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
            throw new UnsupportedOperationException("GB18030 is only read");
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
                int length = length(in);
                if (length > in.remaining()) {
                    return CoderResult.UNDERFLOW;
                }
                if (out.remaining() < 2) {
                    return CoderResult.OVERFLOW;
                }
                in.get(b, 0, length);
                if (length == 1) {
                    out.put((char) (b[0] & 0xff));
                } else {
                    out.put(decoded(b, 0, length));
                }
            }
            return CoderResult.UNDERFLOW;
        }

        /** Bytes of the next character: 1 for ASCII, 2 for GBK, 4 where a digit follows. */
        private static int length(ByteBuffer in) {
            int at = in.position();
            if (in.get(at) >= 0) {
                return 1;
            }
            boolean digit = in.remaining() > 1 && in.get(at + 1) >= '0' && in.get(at + 1) <= '9';
            return digit ? 4 : 2;
        }
    }
}
