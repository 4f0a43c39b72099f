package ee.cqrs.it.client;

import java.util.List;

/** Options for server processes of tests. */
public final class JavaOptions {

    /** Takes half of the processor time off a start; what runs for seconds only does not miss the better code. */
    public static final List<String> START_FAST = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private JavaOptions() {}
}
