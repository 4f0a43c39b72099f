package ee.cqrs.query;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who waits for projections to reach a position.
 *
 * @param projections which
 * @param position where
 * @param deadline until when, by {@link System#nanoTime}
 * @param reached is completed when they have
 */
record Waiter(Set<String> projections, long position, long deadline, CompletableFuture<Void> reached) {}
