package ee.cqrs.faults.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** A place in the server where a thread is held, so that the process can be killed exactly there. */
public enum CrashPoint {
    /** The journal writer has a batch and nothing of it is in the database. */
    BEFORE_SAVE(true, true),
    /** All rows are inserted and the commit is still to come. */
    BETWEEN_INSERT_AND_COMMIT(true, true),
    /** The commit has returned and nobody has been told. */
    AFTER_COMMIT_BEFORE_ANSWER(true, false),
    /** A command that came as a message is durable, and the broker does not know. */
    AFTER_COMMIT_BEFORE_ACKNOWLEDGE(false, false),
    /** A snapshot is written, the events that it covers are not. */
    SNAPSHOT_DUE(true, true),
    /** A good part of 500 events of one command are inserted, the others not. */
    IN_500_EVENT_COMMAND(true, true);

    private static final String REACHED = "@reached@";

    private final boolean holdsTheWriter;
    private final boolean beforeCommit;

    CrashPoint(boolean holdsTheWriter, boolean beforeCommit) {
        this.holdsTheWriter = holdsTheWriter;
        this.beforeCommit = beforeCommit;
    }

    /** Whether it is the journal writer that is held there, so that nothing is saved any more. */
    public boolean holdsTheWriter() {
        return holdsTheWriter;
    }

    /** Whether nothing of what is held there may be found afterwards. */
    public boolean isBeforeCommit() {
        return beforeCommit;
    }

    /** The rules of this point; the first thread that comes there makes the file and stays. */
    String script(Path reached) {
        String resource = "/faults/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".btm";
        try (InputStream script = Objects.requireNonNull(CrashPoint.class.getResourceAsStream(resource), resource)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replace(REACHED, reached.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
