/**
 * Projections: read models that an application keeps with typed methods, one for each event it wants. The framework reads the
 * log for them, lifts old events to today's records, and calls them in the transaction that keeps how far they have come.
 */
package ee.cqrs.projection;
