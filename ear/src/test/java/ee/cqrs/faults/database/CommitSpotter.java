package ee.cqrs.faults.database;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells when a client of PostgreSQL asks for a commit, and when it is told that it has one. pgjdbc prepares COMMIT under a
 * name, and afterwards sends only the name.
 */
final class CommitSpotter {

    private static final String COMMIT = "COMMIT";

    private final Set<String> prepared = new HashSet<>();

    /** Whether a message of the client asks for a commit; to be shown all of them, in their order. */
    boolean asks(Message message) {
        return switch (message.type()) {
            case 'Q' -> message.text(0).equals(COMMIT);
            case 'P' -> {
                remember(message.text(0), message.text(1));
                yield false;
            }
            case 'B' -> prepared.contains(message.text(1));
            default -> false;
        };
    }

    private void remember(String statement, String sql) {
        if (sql.equals(COMMIT)) {
            prepared.add(statement);
        } else {
            prepared.remove(statement);
        }
    }

    /** Whether a message of the database tells of a commit. */
    static boolean confirms(Message message) {
        return message.type() == 'C' && message.text(0).equals(COMMIT);
    }
}
