/**
 * The part of the health checks that lies in the {@code lib} directory of the EAR. WildFly asks only health checks that
 * are visible from there, none in a WAR or EJB module (WFLY-12835), and code that lies there sees no module. So the
 * checks themselves are session beans of the web module, and these probes find them by their JNDI names.
 */
package ee.cqrs.health;
