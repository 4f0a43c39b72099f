/** Many clients, and several nodes, at the same aggregates at once; and that nobody is told what was. */
package ee.cqrs.faults.race;
