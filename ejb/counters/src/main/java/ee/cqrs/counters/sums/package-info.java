/** What the counters of an owner come to, for queries: a read model that a projection keeps with JPA. */
package ee.cqrs.counters.sums;
