package ee.cqrs.store;

import java.util.Optional;

/**
 * What an append changes about a natural key of its aggregate.
 *
 * @param name the name of the key
 * @param value the value that the aggregate has from now on, instead of another; empty if it has none any more
 */
public record KeyChange(String name, Optional<String> value) {

    /** The longest value, in characters. */
    public static final int MAX_VALUE = 400;
}
