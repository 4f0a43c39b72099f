package ee.cqrs.subscription;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Finds two events, wherever they are, whose hashes come to a sum or differ by a number. It has those of all events in memory. */
final class Pair {

    private final long[] hashes;
    private final long[] positions;
    private int size;

    /** @param most how many events there are */
    Pair(int most) {
        hashes = new long[most];
        positions = new long[most];
    }

    void add(long position, long hash) {
        hashes[size] = hash;
        positions[size] = position;
        size++;
    }

    /**
     * By the sum of their hashes.
     *
     * @param twice whether both may be the same one
     * @return their positions; none if there are no such events
     */
    List<Long> withSum(long sum, boolean twice) {
        long[] sorted = sorted();
        for (int i = 0; i < size; i++) {
            long other = sum - hashes[i];
            if ((twice || other != hashes[i]) && has(sorted, other)) {
                return LongStream.of(positions[i], positionOf(other))
                        .sorted()
                        .boxed()
                        .toList();
            }
        }
        return List.of();
    }

    /** By what the hash of the first one exceeds that of the second one: their positions in this order, or none. */
    List<Long> withDifference(long difference) {
        long[] sorted = sorted();
        for (int i = 0; i < size; i++) {
            long other = hashes[i] - difference;
            if (has(sorted, other)) {
                return List.of(positions[i], positionOf(other));
            }
        }
        return List.of();
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(hashes, size);
        Arrays.sort(sorted);
        return sorted;
    }

    private static boolean has(long[] sorted, long hash) {
        return Arrays.binarySearch(sorted, hash) >= 0;
    }

    private long positionOf(long hash) {
        int place = 0;
        while (hashes[place] != hash) {
            place++;
        }
        return positions[place];
    }
}
