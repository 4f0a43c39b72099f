/** The load generator: as light as blocking HTTP can be, for it shares the processors with the server. */
package ee.cqrs.benchmark.http;
