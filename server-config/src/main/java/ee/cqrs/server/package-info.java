/**
 * Makes, starts and stops the WildFly server that CQRS EE runs on.
 *
 * <p>The CLI scripts beside this package hold the configuration; Java is here only for what a script could not do on
 * every operating system: {@link ee.cqrs.server.Provision} configures the unpacked distribution during the build, {@link
 * ee.cqrs.server.Run} is {@code mvn -Prun package}, and {@link ee.cqrs.server.ServerInstance} is the server process that
 * both the run command and the system tests use.
 */
package ee.cqrs.server;
