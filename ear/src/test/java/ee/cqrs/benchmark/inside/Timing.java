package ee.cqrs.benchmark.inside;

import java.util.List;

/**
 * How long two things took, in turn.
 *
 * @param restored nanoseconds of a restore in the median
 * @param read nanoseconds of reading and parsing the same rows in the median
 */
public record Timing(double restored, double read) {

    static double median(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
