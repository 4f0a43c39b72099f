package ee.cqrs.store;

/**
 * What to look at: the whole log, the events of one type, or one stream.
 *
 * @param type the aggregate type; null for the whole log
 * @param id the id of the aggregate; null for all of the type
 */
public record LogPart(String type, String id) {

    /**
     * Checks the combination.
     *
     * @throws IllegalArgumentException if there is an id without its type
     */
    public LogPart {
        if (type == null && id != null) {
            throw new IllegalArgumentException("An id needs its type");
        }
    }

    /**
     * The whole log.
     *
     * @return all types
     */
    public static LogPart all() {
        return new LogPart(null, null);
    }

    /**
     * Whether it is the whole log.
     *
     * @return true if so
     */
    public boolean isAll() {
        return type == null;
    }

    /**
     * Whether it is one stream.
     *
     * @return true if so
     */
    public boolean isStream() {
        return id != null;
    }

    /**
     * Before its first event.
     *
     * @return a place without event
     */
    public StreamPlace start() {
        return new StreamPlace(type == null ? "" : type, id == null ? "" : id, Long.MIN_VALUE);
    }

    @Override
    public String toString() {
        if (isAll()) {
            return "the log";
        }
        return isStream() ? type + "/" + id : "the type " + type;
    }
}
