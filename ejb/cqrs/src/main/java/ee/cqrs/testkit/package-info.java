/**
 * Tests of aggregates, projections and queries in sentences, without a container and without a test library:
 *
 * <pre>{@code
 * AggregateFixture.of(Counter.class)
 *         .given(new CounterActivated(1))
 *         .when(new BumpCounter())
 *         .expect(new CounterBumped(1))
 *         .expectState(new CounterState(2, null, true));
 * }</pre>
 *
 * <p>The kit goes the way of the framework: it reads the class as a deployment does, decides on a bean, and checks what
 * the framework relies on, namely that every command, event and state comes back from JSON as it went, and that a
 * replay of the events gives the state that the attempt gave. Where Bean Validation is on the class path, commands are
 * validated as they are at the entrance of the server. A broken expectation is an {@link java.lang.AssertionError}.
 *
 * <p>Projections and queries are tested together, on a database in memory:
 *
 * <pre>{@code
 * ReadModelFixture.of(new CountersApplication(), "counters", CounterValues.class, CounterQueries.class)
 *         .given("a", new CounterActivated(1), new OwnerChanged("Ada"))
 *         .whenQuery("sums-by-owner")
 *         .thenResult(new OwnerSum("Ada", 1, BigInteger.ONE));
 * }</pre>
 */
package ee.cqrs.testkit;
