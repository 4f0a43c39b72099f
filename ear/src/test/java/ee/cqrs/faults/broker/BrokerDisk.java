package ee.cqrs.faults.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import ee.cqrs.faults.Node;
import org.opentest4j.TestAbortedException;

/** A small disk on which the broker of a node has its files, all to itself: a tmpfs. */
public final class BrokerDisk implements AutoCloseable {

    private static final int BLOCK = 4_096;

    private final Path directory;

    private BrokerDisk(Path directory) {
        this.directory = directory;
    }

    /**
     * Mounts it.
     *
     * @param node has not been started yet
     * @throws TestAbortedException where nobody may mount anything
     */
    public static BrokerDisk mount(Node node, int megabytes) throws IOException {
        Path directory = node.server().logFile().resolve("../../data/activemq").normalize();
        Files.createDirectories(directory);
        if (run("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(megabytes), "tmpfs", directory.toString()) != 0) {
            throw new TestAbortedException("needs the right to mount a tmpfs: run it as root");
        }
        return new BrokerDisk(directory);
    }

    /** Somebody else writes until nothing more fits. */
    public void fill() throws IOException {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            byte[] block = new byte[BLOCK];
            while (true) {
                filler.write(block);
            }
        } catch (IOException e) {
            if (free() > BLOCK) {
                throw e;
            }
        }
    }

    /** Takes away what {@link #fill} wrote. */
    public void clear() throws IOException {
        Files.delete(filler());
    }

    /** Bytes that can still be written. */
    public long free() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    /** The server may still run: what it has open stays there for it. */
    @Override
    public void close() throws IOException {
        run("umount", "--lazy", directory.toString());
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
