/** The application of the benchmarks. */
package ee.cqrs.benchmark.ledger;
