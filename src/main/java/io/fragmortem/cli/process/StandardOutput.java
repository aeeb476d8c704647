package io.fragmortem.cli.process;

import io.fragmortem.report.WriteFailure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output that ends the run when it cannot be written any more: {@code PrintStream} would go on in silence. */
public final class StandardOutput extends FilterOutputStream {

    /** What a failure calls it; users read it in their language. */
    public static final String NAME = "-";

    /** What the system says where whoever reads has seen enough, as {@code head} has: nobody needs to be told. */
    public static final String READER_LEFT = "Broken pipe";

    public StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) {
        try {
            out.write(b, off, len);
        } catch (IOException e) {
            throw new WriteFailure(NAME, e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new WriteFailure(NAME, e);
        }
    }
}
