package io.fragmortem.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataProducer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.PackagingException;
import org.vafer.jdeb.mapping.Mapper;
import org.vafer.jdeb.producers.DataProducerArchive;

/** A .deb of a tar.gz that holds the tree as it is installed, and of a folder with the control file and the scripts. */
final class DebianPackage {

    private final Instant time;

    DebianPackage(Instant time) {
        this.time = time;
    }

    void make(Path tree, Path control, Path out) throws IOException {
        DataProducer data =
                new DataProducerArchive(tree.toFile(), new String[] {"**"}, new String[] {}, new Mapper[] {});
        DebMaker maker = new DebMaker(new Silent(), List.of(data), List.of());
        maker.setControl(control.toFile());
        maker.setDeb(out.toFile());
        maker.setCompression("xz");
        maker.setOutputTimestampMs(time.toEpochMilli());
        try {
            maker.validate();
            maker.makeDeb();
        } catch (PackagingException e) {
            throw new IOException(out + ": " + e.getMessage(), e);
        }
    }

    /** Warnings only. */
    private static final class Silent implements Console {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {
            System.err.println(message);
        }
    }
}
