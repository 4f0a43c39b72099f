/**
 * Memory equals replay: a background check compares the live state, the snapshot and the replay of the events of one aggregate
 * after another. It takes no turn while it compares, so that no command waits for it.
 */
package ee.cqrs.drift;
