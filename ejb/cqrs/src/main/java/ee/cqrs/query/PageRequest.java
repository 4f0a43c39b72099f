package ee.cqrs.query;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.TypedQuery;

/**
 * Which part of the results is wanted, and in which order.
 *
 * @param limit how many at most
 * @param after how many come before it
 * @param order by what they are sorted; empty if the query has no order to choose
 */
public record PageRequest(int limit, long after, List<Order> order) {

    /** How many if nobody says. */
    public static final int DEFAULT_LIMIT = 100;

    /** How many at most. */
    public static final int MOST = 1_000;

    /**
     * The order as it stands in JPQL.
     *
     * @param alias of the entity that has the attributes
     * @return with a space before it, for example {@code  order by b.balance desc, b.account}
     */
    public String orderBy(String alias) {
        return order.stream()
                .map(by -> "%s.%s%s".formatted(alias, by.attribute(), by.descending() ? " desc" : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /**
     * Reads the page.
     *
     * @param query finds all results, in an order that leaves nothing open
     * @param <T> what it finds
     * @return those that are wanted
     */
    public <T> Page<T> of(TypedQuery<T> query) {
        List<T> found = query.setFirstResult(Math.toIntExact(after))
                .setMaxResults(limit + 1) // one more tells whether there is a next page
                .getResultList();
        return found.size() > limit ? new Page<>(found.subList(0, limit), after + limit) : new Page<>(found, null);
    }

    /**
     * By what results are sorted.
     *
     * @param attribute of the entity
     * @param descending whether the largest comes first
     */
    public record Order(String attribute, boolean descending) {}
}
