/**
 * The event store: events, snapshots and accepted commands, written with JPA in container-managed transactions.
 *
 * <p>An append says which index it saw, and the unique keys are the judge. All appends meet at one row, the journal,
 * which numbers the events without gaps in the order of their commits. It is locked as late as possible. Nobody outside
 * this package sees the tables.
 */
package ee.cqrs.store;
