package ee.cqrs.faults.crash;

import java.nio.file.Path;
import java.util.Locale;

/** A place in the server where a thread is held, so that the process can be killed exactly there. */
public enum CrashPoint {
    /** The journal writer has a batch and nothing of it is in the database. */
    BEFORE_SAVE("before save"),
    /** All rows are inserted and the commit is still to come. */
    BETWEEN_INSERT_AND_COMMIT("between insert and commit"),
    /** The commit has returned and nobody has been told. */
    AFTER_COMMIT_BEFORE_ANSWER("after commit before the answer"),
    /** A command that came as a message is durable, and the broker does not know. */
    AFTER_COMMIT_BEFORE_ACKNOWLEDGE("after commit before the acknowledge of the message"),
    /** A snapshot is written, the events that it covers are not. */
    SNAPSHOT_DUE("while a snapshot is due"),
    /** A good part of 500 events of one command are inserted, the others not. */
    IN_500_EVENT_COMMAND("in the middle of a 500-event command"),
    /** Events are published to the topic, and that is not kept. */
    AFTER_PUBLISH_BEFORE_KEPT("after events are published before that is kept"),
    /** A projection has written what a batch of events changes, and that is not committed. */
    IN_PROJECTION_BATCH("in a batch of a projection");

    private static final String REACHED = "@reached@";

    private final String text;

    CrashPoint(String text) {
        this.text = text;
    }

    /** The rules of this point; the first thread that comes there makes the file and stays. */
    String script(Path reached) {
        return Script.read(name().toLowerCase(Locale.ROOT).replace('_', '-')).replace(REACHED, reached.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
