/**
 * The behaviour: all that the domain code of an application sees.
 *
 * <p>An application author writes a class that extends {@link ee.cqrs.aggregate.Aggregate}, records for its commands,
 * events and state, and nothing else. This package knows neither JSON nor storage nor the rest of the framework.
 */
package ee.cqrs.aggregate;
