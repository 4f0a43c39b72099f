package ee.cqrs.counters.sums;

import java.math.BigInteger;

import ee.cqrs.counters.CounterEvent.CounterActivated;
import ee.cqrs.counters.CounterEvent.CounterBumped;
import ee.cqrs.counters.CounterEvent.CounterDeactivated;
import ee.cqrs.counters.CounterEvent.OwnerChanged;
import ee.cqrs.counters.CountersApplication;
import ee.cqrs.testkit.ReadModelFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CounterQueriesTest {

    private final ReadModelFixture counters =
            ReadModelFixture.of(new CountersApplication(), "counters", CounterValues.class, CounterQueries.class);

    @AfterEach
    void close() {
        counters.close();
    }

    @Test
    void theSumOfAnOwnerIsThatOfHisActiveCounters() {
        counters.given("a", new CounterActivated(1), new OwnerChanged("Ada"), new CounterBumped(4))
                .given("b", new CounterActivated(10), new OwnerChanged("Ada"))
                .given("c", new CounterActivated(7), new OwnerChanged("Bob"))
                .given("d", new CounterActivated(100))
                .whenQuery("sums-by-owner")
                .thenResult(sum("Ada", 2, "15"), sum("Bob", 1, "7"))
                .given("b", new CounterDeactivated())
                .whenQuery("sums-by-owner", "owner", "Ada")
                .thenResult(sum("Ada", 1, "5"))
                .given("b", new CounterActivated(20))
                .whenQuery("sums-by-owner", "owner", "Ada")
                .thenResult(sum("Ada", 2, "25"));
    }

    @Test
    void aSumCanBeLargerThanACounter() {
        counters.given("a", new CounterActivated(Long.MAX_VALUE), new OwnerChanged("Ada"))
                .given("b", new CounterActivated(Long.MAX_VALUE), new OwnerChanged("Ada"))
                .whenQuery("sums-by-owner")
                .thenResult(sum("Ada", 2, "18446744073709551614"));
    }

    @Test
    void ownersHavePages() {
        counters.given("a", new CounterActivated(1), new OwnerChanged("Ada"))
                .given("b", new CounterActivated(2), new OwnerChanged("Bob"))
                .whenQuery("sums-by-owner", "limit", 1)
                .thenResult(sum("Ada", 1, "1"))
                .thenNext(1L)
                .whenQuery("sums-by-owner", "limit", 1, "after", 1)
                .thenResult(sum("Bob", 1, "2"))
                .thenNext(null)
                .whenQuery("sums-by-owner", "limit", 0)
                .thenInvalid("limit");
    }

    private static OwnerSum sum(String owner, long counters, String sum) {
        return new OwnerSum(owner, counters, new BigInteger(sum));
    }
}
