package ee.cqrs.bus;

/** Is told what happens, by a thread of its own. */
@FunctionalInterface
public interface BusHandler {

    /**
     * Something happened. One that throws is reported in the log, and told of the next.
     *
     * @param event what
     */
    void handle(BusEvent event);
}
