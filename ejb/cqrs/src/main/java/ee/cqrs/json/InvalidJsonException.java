package ee.cqrs.json;

/** JSON that is malformed or does not fit the record it is meant for. */
public final class InvalidJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An answer must not grow with the nesting of what it refuses. */
    private static final int LONGEST_FIELD = 200;

    private final String field;

    /**
     * Names the fault.
     *
     * @param field the path of the field, for example {@code address.city} or {@code items[2]}; empty for the whole text
     * @param message what is wrong, without any internals
     */
    public InvalidJsonException(String field, String message) {
        super(message);
        this.field = field.length() <= LONGEST_FIELD ? field : field.substring(0, LONGEST_FIELD) + "…";
    }

    /**
     * Where the fault is.
     *
     * @return the path of the field; empty for the whole text
     */
    public String field() {
        return field;
    }
}
