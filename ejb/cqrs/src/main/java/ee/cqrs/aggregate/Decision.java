package ee.cqrs.aggregate;

import java.util.List;
import java.util.Objects;

/** What the business rules say to a command: a refusal is a value, never an exception. */
public sealed interface Decision {

    /**
     * The rules agree.
     *
     * @param events what happened, in order; empty if the command changes nothing
     */
    record Accepted(List<Record> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * The rules do not agree; nothing is saved.
     *
     * @param code stable and machine-readable, for example {@code insufficient-funds}
     * @param message for a person
     */
    record Rejected(String code, String message) implements Decision {
        public Rejected {
            Objects.requireNonNull(code, "A rejection needs a code");
            Objects.requireNonNull(message, "A rejection needs a message");
        }
    }
}
