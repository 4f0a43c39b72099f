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

    private final Map<String, Callable<T>> subjects = new LinkedHashMap<>();
    private final ToDoubleFunction<T> figure;
    private int rounds = 3;
    private boolean warmUp = true;

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
        warmUp = false;
        return this;
    }

    /** Runs all of them. */
    Map<String, Series<T>> run() throws Exception {
        List<String> order = new ArrayList<>(subjects.keySet());
        Map<String, Series<T>> series = new LinkedHashMap<>();
        for (String name : order) {
            series.put(name, new Series<>(new ArrayList<>(), figure));
        }
        if (warmUp) {
            for (String name : order) {
                WarmUp.run(subjects.get(name), figure);
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
