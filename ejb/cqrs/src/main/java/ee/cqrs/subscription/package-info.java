/**
 * Durable readers of the log. A subscription has a name; where it stands is kept in the store and moves in the transaction
 * of what its subscriber does with the events, so that each has its effect exactly once, in order for each aggregate.
 *
 * <p>A subscription can have several partitions, by aggregate. One node at a time runs a partition: it has a lease on the
 * clock of the database, and what it does without knowing that it has lost it is undone. An event that cannot be handled
 * stops nobody: its aggregate is parked, by position, and all others flow.
 */
package ee.cqrs.subscription;
