/**
 * Projections: read models that an application keeps with typed methods, one for each event it wants. The framework reads the
 * log for them, lifts old events to today's records, and calls them in the transaction that keeps how far they have come.
 *
 * <p>A new version of a projection is built beside the one that answers queries. What was decided about versions stands in the
 * store, whoever changes that locks the row of the projection, and every node follows it: so a version takes over once, as a
 * whole, and what a node does for one that was cancelled or dropped is undone.
 */
package ee.cqrs.projection;
