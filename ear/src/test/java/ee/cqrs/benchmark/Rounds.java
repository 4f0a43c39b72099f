package ee.cqrs.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Measures several things in turn, warmed up before, some times, every other time in the opposite order: what drifts,
 * drifts for all of them.
 *
 * @param <T> a measurement
 */
final class Rounds<T> {

    /** Twice as long as it is measured: compilers take their time. */
    static final int WARM_UPS = 2;

    private final Map<String, Callable<T>> subjects = new LinkedHashMap<>();
    private final ToDoubleFunction<T> figure;
    private int rounds = 3;
    private int warmUps = WARM_UPS;

    Rounds(ToDoubleFunction<T> figure) {
        this.figure = figure;
    }

    Rounds<T> add(String name, Callable<T> subject) {
        subjects.put(name, subject);
        return this;
    }

    /** Measures so often, 3 times otherwise. */
    Rounds<T> rounds(int count) {
        rounds = count;
        return this;
    }

    /** For subjects that see to it themselves. */
    Rounds<T> withoutWarmUp() {
        warmUps = 0;
        return this;
    }

    /** Runs all of them. */
    Map<String, Series<T>> run() throws Exception {
        List<String> order = new ArrayList<>(subjects.keySet());
        Map<String, Series<T>> series = new LinkedHashMap<>();
        for (String name : order) {
            series.put(name, new Series<>(new ArrayList<>(), figure));
        }
        for (int i = 0; i < warmUps; i++) {
            for (String name : order) {
                subjects.get(name).call();
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (String name : order) {
                series.get(name).all().add(subjects.get(name).call());
            }
            Collections.reverse(order);
        }
        return series;
    }
}
