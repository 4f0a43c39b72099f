/** Starts the applications, each in isolation from the others, and reports those that do not run. */
package ee.cqrs.supervision;
