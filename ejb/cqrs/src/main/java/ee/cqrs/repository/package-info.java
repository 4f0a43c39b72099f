/**
 * Brings aggregates to life: the repository finds the live one, or has the factory make a bean and gives it the state
 * that the snapshotter and the replay restore. While other nodes share the store, it knows whether memory is behind.
 */
package ee.cqrs.repository;
