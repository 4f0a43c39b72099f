/** What clients sent and were told, what the server shows of it, and what is found to be wrong. */
package ee.cqrs.faults.model;
