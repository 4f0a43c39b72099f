/** Crash points: exact places in a running server, named and reached from outside. Production code knows nothing of them. */
package ee.cqrs.faults.crash;
