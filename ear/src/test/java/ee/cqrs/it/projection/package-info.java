/** Projections and queries of the applications in real servers on one database. */
package ee.cqrs.it.projection;
