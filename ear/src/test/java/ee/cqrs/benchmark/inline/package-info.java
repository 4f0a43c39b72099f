/** An inline projection for the benchmark that says what one costs. */
package ee.cqrs.benchmark.inline;
