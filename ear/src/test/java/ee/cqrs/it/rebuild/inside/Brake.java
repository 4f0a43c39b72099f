package ee.cqrs.it.rebuild.inside;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

/** Holds up whoever comes: as long as a file is there, and then for a moment, as the test has set it. */
@ApplicationScoped
public class Brake {

    private static final int LOOK = 20;

    private final Path file = Path.of(System.getProperty("cqrs.test.brake", "no-such-file"));
    private final int pause = Integer.getInteger("cqrs.test.pause", 0);

    void pass() {
        try {
            while (Files.exists(file)) {
                TimeUnit.MILLISECONDS.sleep(LOOK);
            }
            TimeUnit.MILLISECONDS.sleep(pause);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
