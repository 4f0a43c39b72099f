package ee.cqrs.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The measurements of one subject, round by round.
 *
 * @param all in the order of the rounds
 * @param figure what is compared
 * @param <T> a measurement
 */
record Series<T>(List<T> all, ToDoubleFunction<T> figure) {

    /** The measurement whose figure is in the middle. */
    T median() {
        return all.stream().sorted(Comparator.comparingDouble(figure)).toList().get(all.size() / 2);
    }

    /** The figure in the middle. */
    double middle() {
        return figure.applyAsDouble(median());
    }

    /** All figures. */
    String rounds() {
        return all.stream().map(one -> Table.number(figure.applyAsDouble(one))).collect(Collectors.joining(" | "));
    }
}
