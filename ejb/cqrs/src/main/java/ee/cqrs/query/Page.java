package ee.cqrs.query;

import java.util.List;
import java.util.function.Function;

/**
 * Some of the results of a query.
 *
 * @param items in their order
 * @param next what to pass as {@code after} for the next page; null if this was the last one
 * @param <T> a record
 */
public record Page<T>(List<T> items, Long next) {

    /** Keeps them as they are. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Turns what was found into what is shown.
     *
     * @param function for each item
     * @param <R> a record
     * @return the same page of other items
     */
    public <R> Page<R> map(Function<? super T, ? extends R> function) {
        return new Page<>(items.stream().<R>map(function).toList(), next);
    }
}
