package ee.cqrs.faults.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A disk that is full as far as one file of a database is concerned, for those who may not mount a {@link SmallDisk}: its
 * processes are not allowed larger files. It works if the file is larger than the others that grow.
 */
public final class FileSizeLimit implements Disk {

    private final Path file;
    private final Supplier<Stream<ProcessHandle>> processes;

    public FileSizeLimit(Path file, Supplier<Stream<ProcessHandle>> processes) {
        this.file = file;
        this.processes = processes;
    }

    @Override
    public void fill() throws IOException {
        limit(Long.toString(Files.size(file)));
    }

    @Override
    public void free() throws IOException {
        limit("unlimited");
    }

    private void limit(String bytes) throws IOException {
        for (ProcessHandle process : processes.get().toList()) {
            String pid = Long.toString(process.pid());
            int exit = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":")
                    .inheritIO()
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (exit != 0 && process.isAlive()) {
                throw new IOException("prlimit of process %s: %d".formatted(pid, exit));
            }
        }
    }
}
