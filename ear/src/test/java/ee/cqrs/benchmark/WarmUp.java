package ee.cqrs.benchmark;

import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Runs something until it gets no faster, so that the compilers of the VM have done their work before it is measured: a
 * command takes them longer than a request that does nothing.
 */
final class WarmUp {

    private static final int LEAST = 2;
    private static final int MOST = 10;

    /** What counts as faster; the rest is noise. */
    private static final double FASTER = 1.05;

    private WarmUp() {}

    /** Runs it, and forgets what it measured. */
    static <T> void run(Callable<T> subject, ToDoubleFunction<T> figure) throws Exception {
        double best = 0;
        boolean faster = true;
        for (int run = 0; run < MOST && (faster || run < LEAST); run++) {
            double now = figure.applyAsDouble(subject.call());
            faster = now > best * FASTER;
            best = Math.max(best, now);
        }
    }
}
