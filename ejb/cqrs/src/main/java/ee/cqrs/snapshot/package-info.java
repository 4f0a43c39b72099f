/** Snapshots: when one is due, and which of those kept can be read. */
package ee.cqrs.snapshot;
