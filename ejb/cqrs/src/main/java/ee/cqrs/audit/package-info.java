/**
 * Proves that the log is what was once written. Three checks share one reading of the tables: the hash chain of each stream,
 * the order of the log with its recorded root hashes, and the checksums of the snapshots.
 *
 * <p>Chains are checked in the order of type, id and index, where the last hash is all that must be remembered, however many
 * streams there are; in the order of the log it would be one for each stream. So the order of the log is a pass of its own,
 * over positions and hashes only.
 *
 * <p>What no hash finds: whoever may write to the tables can compute hashes too. He changes the root hash with it, so keep
 * what the server logged of it where he cannot reach.
 */
package ee.cqrs.audit;
