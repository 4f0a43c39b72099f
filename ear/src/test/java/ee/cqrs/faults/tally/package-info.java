/** An application of the suite's own: commands with as many events as one likes. */
package ee.cqrs.faults.tally;
