/** The JNDI side of the registry: {@code java:global/cqrs/<type>/<id>} is a handle to a live aggregate. */
package ee.cqrs.naming;
