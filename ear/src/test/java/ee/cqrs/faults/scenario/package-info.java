/** What is broken, one class for each kind of injection. */
package ee.cqrs.faults.scenario;
