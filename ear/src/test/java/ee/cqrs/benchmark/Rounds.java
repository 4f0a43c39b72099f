package ee.cqrs.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Measures several things in turn, each warmed up for as long as it is measured, three times, every other time in the
 * opposite order: what drifts, drifts for all of them.
 *
 * @param <T> a measurement
 */
final class Rounds<T> {

    private static final int ROUNDS = 3;

    private final Map<String, Callable<T>> subjects = new LinkedHashMap<>();
    private final ToDoubleFunction<T> figure;

    Rounds(ToDoubleFunction<T> figure) {
        this.figure = figure;
    }

    Rounds<T> add(String name, Callable<T> subject) {
        subjects.put(name, subject);
        return this;
    }

    /** Runs all of them. */
    Map<String, Series<T>> run() throws Exception {
        List<String> order = new ArrayList<>(subjects.keySet());
        Map<String, Series<T>> series = new LinkedHashMap<>();
        for (String name : order) {
            subjects.get(name).call();
            series.put(name, new Series<>(new ArrayList<>(), figure));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (String name : order) {
                series.get(name).all().add(subjects.get(name).call());
            }
            Collections.reverse(order);
        }
        return series;
    }
}
