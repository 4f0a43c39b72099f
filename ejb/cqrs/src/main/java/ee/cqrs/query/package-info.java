/**
 * Queries: typed methods of an application that read what its projections have written. The framework finds them at start,
 * reads their parameters from text, and has a caller who names a position wait until the projections have reached it.
 */
package ee.cqrs.query;
