/** The counter application: one aggregate type with every kind of rule in small. */
package ee.cqrs.counters;
