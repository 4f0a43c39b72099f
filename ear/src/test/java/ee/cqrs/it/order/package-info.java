/** Several nodes on one database: one order, without gaps, whatever happens between an insert and its commit. */
package ee.cqrs.it.order;
