package ee.cqrs.store;

import java.util.Set;

/**
 * Which projections are inline.
 *
 * @param epoch of the journal
 * @param names those of this epoch, or of a later one
 */
public record InlineNames(long epoch, Set<String> names) {}
