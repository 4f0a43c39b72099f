/** The server as its clients see it: REST, the command queue, and the broker's console. */
package ee.cqrs.it.client;
