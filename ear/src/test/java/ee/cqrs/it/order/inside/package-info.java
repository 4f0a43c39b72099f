/** The part that is deployed beside the real EAR: callers whose transactions dawdle and roll back. */
package ee.cqrs.it.order.inside;
