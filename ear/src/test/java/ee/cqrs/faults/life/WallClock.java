package ee.cqrs.faults.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ee.cqrs.server.ServerInstance;
import org.opentest4j.TestAbortedException;

/** The clock on the wall of one server, which can be put back. Needs libfaketime, which Debian has as {@code faketime}. */
public record WallClock(Path file) {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    /** Hangs one that is fast by so much in a server that has not been started. */
    public static WallClock fastBy(Duration much, ServerInstance unstarted) throws IOException {
        Path library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("needs libfaketime (Debian: apt install faketime)"));
        WallClock clock = new WallClock(Files.createTempFile("cqrs-clock", ".txt"));
        clock.set(much);
        unstarted
                .environment("LD_PRELOAD", library.toString())
                .environment("FAKETIME_TIMESTAMP_FILE", clock.file.toString())
                .environment("FAKETIME_CACHE_DURATION", "1")
                // the clock that measures how long something takes goes on, as it does when somebody sets the time
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .environment("DONT_FAKE_MONOTONIC", "1");
        return clock;
    }

    /** Puts it right. */
    public void putRight() throws IOException {
        set(Duration.ZERO);
    }

    private void set(Duration fast) throws IOException {
        Files.writeString(file, "+%d".formatted(fast.toSeconds()));
    }
}
