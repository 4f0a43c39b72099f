/** Acknowledged means durable: the server is killed under load, started again, and held to every answer it gave. */
package ee.cqrs.it.crash;
