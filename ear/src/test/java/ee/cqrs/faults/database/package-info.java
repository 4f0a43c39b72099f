/** What a scenario keeps its events in, and how that is broken. */
package ee.cqrs.faults.database;
