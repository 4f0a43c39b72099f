/**
 * The event store: events, snapshots and accepted commands, written with JPA in container-managed transactions.
 *
 * <p>An append says which index it saw, and the unique keys are the judge. All appends meet at one row, the journal,
 * which numbers the events without gaps in the order of their commits. It is locked as late as possible. Nobody outside
 * this package sees the tables.
 *
 * <p>Several nodes can share the store. Each knows whether it is alone, and writes only while the others know it: the
 * journal has an epoch, which moves when one of them is taken for dead.
 */
package ee.cqrs.store;
