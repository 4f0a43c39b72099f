/** An application of the suite's own: commands with as many events as one likes, and beans that misbehave. */
package ee.cqrs.faults.tally;
