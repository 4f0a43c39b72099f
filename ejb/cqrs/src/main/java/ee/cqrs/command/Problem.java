package ee.cqrs.command;

import java.util.List;

/**
 * What went wrong, in the same words over HTTP (RFC 9457) and JMS.
 *
 * @param kind what sort of problem: its stable type and status
 * @param detail for a person: what is wrong and what to do
 * @param code the stable code of a business rule; else null
 * @param errors the fields at fault; empty if it is not about fields
 * @param retryAfterSeconds when to try again; null if that does not help
 */
public record Problem(Kind kind, String detail, String code, List<FieldError> errors, Integer retryAfterSeconds) {

    /**
     * A problem without code, fields and retry.
     *
     * @param kind what sort
     * @param detail for a person
     * @return the problem
     */
    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, null, List.of(), null);
    }

    /**
     * A problem that passes.
     *
     * @param kind what sort
     * @param detail for a person
     * @param retryAfterSeconds when to try again
     * @return the problem
     */
    public static Problem retry(Kind kind, String detail, long retryAfterSeconds) {
        return new Problem(kind, detail, null, List.of(), (int) Math.max(1, retryAfterSeconds));
    }

    /**
     * Bad input.
     *
     * @param errors the fields at fault
     * @return the problem
     */
    public static Problem malformed(List<FieldError> errors) {
        FieldError first = errors.get(0);
        String detail = first.field().isEmpty() ? first.message() : first.field() + ": " + first.message();
        return new Problem(Kind.MALFORMED, detail, null, List.copyOf(errors), null);
    }

    /**
     * Bad input in one field.
     *
     * @param field the path of the field; empty for the whole input
     * @param message what is wrong and what to do
     * @return the problem
     */
    public static Problem malformed(String field, String message) {
        return malformed(List.of(new FieldError(field, message)));
    }

    /**
     * A refusal by the business rules.
     *
     * @param rejected the decision
     * @return the problem
     */
    public static Problem rejected(CommandOutcome.Rejected rejected) {
        return new Problem(Kind.REJECTED, rejected.message(), rejected.code(), List.of(), null);
    }

    /**
     * A field at fault.
     *
     * @param field its path
     * @param message what is wrong
     */
    public record FieldError(String field, String message) {}

    /** The sorts of problems: stable types with their status. */
    public enum Kind {
        /** The input cannot be understood. */
        MALFORMED(400, "malformed", "The request is malformed"),
        /** The caller is not known. */
        UNAUTHORIZED(401, "unauthorized", "Who are you?"),
        /** The caller may not do this. */
        FORBIDDEN(403, "forbidden", "This is not allowed"),
        /** No such type, command or aggregate. */
        NOT_FOUND(404, "not-found", "Not found"),
        /** HTTP: the path knows other methods. */
        METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method is not allowed here"),
        /** HTTP: what is here has none of the accepted media types. */
        NOT_ACCEPTABLE(406, "not-acceptable", "No acceptable media type"),
        /** Other writers came first, again and again. */
        CONFLICT(409, "conflict", "Other writers came first"),
        /** The expected index is not the present one. */
        INDEX_MISMATCH(412, "index-mismatch", "The aggregate has another index"),
        /** The body, a batch or an event is over the limit. */
        TOO_LARGE(413, "too-large", "Too large"),
        /** HTTP: the body has another media type or coding than what is read here. */
        UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "Unsupported media type"),
        /** A business rule refuses. */
        REJECTED(422, "rejected", "The command is rejected"),
        /** The command id was used with other content. */
        KEY_REUSED(422, "key-reused", "The command id was used with other content"),
        /** Too many requests. */
        OVERLOADED(429, "overloaded", "Too many requests"),
        /** A defect. */
        INTERNAL(500, "internal", "The server failed"),
        /** Overloaded, or the database is away: nothing was done. */
        UNAVAILABLE(503, "unavailable", "The server cannot take the command now"),
        /** The aggregate keeps crashing. */
        SET_ASIDE(503, "set-aside", "The aggregate is set aside"),
        /** What a query reads has not come to the position that its caller names. */
        NOT_REACHED(504, "position-not-reached", "The projections are behind"),
        /** Nobody knows whether the command was accepted. */
        UNKNOWN_OUTCOME(504, "unknown-outcome", "The outcome is unknown");

        private final int status;
        private final String type;
        private final String title;

        Kind(int status, String type, String title) {
            this.status = status;
            this.type = type;
            this.title = title;
        }

        /**
         * The status, as in HTTP.
         *
         * @return 400 to 599
         */
        public int status() {
            return status;
        }

        /**
         * The stable type.
         *
         * @return lower case words with hyphens
         */
        public String type() {
            return type;
        }

        /**
         * The title.
         *
         * @return a short sentence for a person
         */
        public String title() {
            return title;
        }
    }
}
