package ee.cqrs.faults.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes, in memory, that can be filled to the last byte. */
public final class SmallDisk implements Disk, AutoCloseable {

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
     * @return null if that is not allowed here, or forbidden by {@code -Dcqrs.faults.mount=false}
     */
    public static SmallDisk mount(Path directory, int megabytes) throws IOException {
        Files.createDirectories(directory);
        String options = "size=%dm,mode=700".formatted(megabytes);
        boolean mounted = Boolean.parseBoolean(System.getProperty("cqrs.faults.mount", "true"))
                && run("mount", "-t", "tmpfs", "-o", options, "cqrs-faults", directory.toString()) == 0;
        return mounted ? new SmallDisk(directory) : null;
    }

    public Path directory() {
        return directory;
    }

    @Override
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

    @Override
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
