package ee.cqrs.benchmark.inside;

/**
 * Streams of a benchmark, all of the same length.
 *
 * @param type of the aggregates
 * @param name is in their ids
 * @param streams how many
 * @param events in each of them
 * @param later events in each of them after those, posted by another command
 */
public record StreamRequest(String type, String name, int streams, int events, int later) {

    String id(int number) {
        return name + "-" + number;
    }

    /** Whether its restore starts from a snapshot. */
    public boolean snapshot() {
        return later > 0;
    }

    /** The number of events in each of them. */
    public int length() {
        return events + later;
    }
}
