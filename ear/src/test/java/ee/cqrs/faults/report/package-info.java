/** What the suite found, for people and for programs. */
package ee.cqrs.faults.report;
