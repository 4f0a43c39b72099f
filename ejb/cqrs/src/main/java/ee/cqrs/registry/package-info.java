/**
 * The live aggregates of this node: who is in memory, whose turn it is, who is set aside.
 *
 * <p>Exclusion is a fair queue for each aggregate and not the lock of the container, which holds a stateful bean's lock
 * until the caller's transaction ends.
 */
package ee.cqrs.registry;
