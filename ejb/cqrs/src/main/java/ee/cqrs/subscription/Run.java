package ee.cqrs.subscription;

import java.util.List;
import java.util.stream.LongStream;

/** Finds so many events in a row whose hashes come to a sum: a window that slides along the log. */
final class Run {

    private final long wanted;
    private final long[] hashes;
    private final long[] positions;
    private long seen;
    private long sum;
    private List<Long> found = List.of();

    /** @param wanted the sum */
    Run(int length, long wanted) {
        this.wanted = wanted;
        hashes = new long[length];
        positions = new long[length];
    }

    void add(long position, long hash) {
        int place = (int) (seen % hashes.length);
        sum += hash - hashes[place];
        hashes[place] = hash;
        positions[place] = position;
        seen++;
        if (seen >= hashes.length && sum == wanted) {
            found = LongStream.of(positions).sorted().boxed().toList();
        }
    }

    /** Their positions; none if there are no such events. */
    List<Long> found() {
        return found;
    }
}
