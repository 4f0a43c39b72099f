/**
 * How fast it is, each figure against a baseline of the same run: {@code mvn -Pbenchmarks verify}. The benchmarks start a
 * real server with the real EAR and one module more, {@code inside}, which runs loads in the server's own VM.
 */
package ee.cqrs.benchmark;
