package ee.cqrs.faults;

/** How much of the suite runs: {@code mvn -Pfaults verify} all of it, {@code mvn verify} a part that takes minutes. */
public enum Form {
    FULL,
    SHORT;

    /** The form of this build. */
    public static Form current() {
        return "full".equals(System.getProperty("cqrs.faults.form")) ? FULL : SHORT;
    }

    /** What belongs to this form, such as a size. */
    public <T> T of(T full, T shortForm) {
        return this == FULL ? full : shortForm;
    }
}
