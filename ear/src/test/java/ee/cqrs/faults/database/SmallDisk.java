package ee.cqrs.faults.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.opentest4j.TestAbortedException;

/** A disk of a few megabytes, in memory, that can be filled to the last byte. */
public final class SmallDisk implements AutoCloseable {

    private static final byte[] BLOCK = new byte[4096];

    private final Path directory;
    private final Path filler;

    private SmallDisk(Path directory) {
        this.directory = directory;
        filler = directory.resolve("filler");
    }

    /**
     * Mounts one.
     *
     * @param directory where; it is made if it is not there
     * @throws TestAbortedException if nobody but root may mount
     */
    public static SmallDisk mount(Path directory, int megabytes) throws IOException {
        Files.createDirectories(directory);
        String options = "size=%dm,mode=700".formatted(megabytes);
        if (run("mount", "-t", "tmpfs", "-o", options, "cqrs-faults", directory.toString()) != 0) {
            throw new TestAbortedException("needs the right to mount a tmpfs");
        }
        return new SmallDisk(directory);
    }

    public Path directory() {
        return directory;
    }

    /** Leaves no byte. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (directory.toFile().getUsableSpace() > 0) {
                out.write(BLOCK);
            }
        } catch (IOException e) {
            if (directory.toFile().getUsableSpace() > 0) { // else somebody else took the last block
                throw e;
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    public void free() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws IOException {
        if (run("umount", directory.toString()) != 0) {
            throw new IOException("Somebody still uses " + directory);
        }
        Files.delete(directory);
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }
}
