package ee.cqrs.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Goes until somebody stops it. */
final class MovableClock extends Clock {

    private Clock clock = Clock.systemUTC();

    void stopAt(Instant time) {
        clock = Clock.fixed(time, clock.getZone());
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }
}
