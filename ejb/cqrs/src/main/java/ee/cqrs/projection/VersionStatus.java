package ee.cqrs.projection;

/**
 * How a version of a projection gets on.
 *
 * @param version which, from 1
 * @param state what it is there for
 * @param subscription under which name it reads the log
 * @param position up to here all of its events are handled, or parked
 * @param head how far the log can be read
 * @param lag how many positions are between both
 * @param rate positions a second by which it gets on of late
 * @param secondsLeft how long it takes at this rate until it has caught up; null if nobody knows
 * @param parked how many aggregates are parked
 * @param hindrance what keeps it from taking over; null if nothing does but time
 */
public record VersionStatus(
        int version,
        VersionState state,
        String subscription,
        long position,
        long head,
        long lag,
        double rate,
        Long secondsLeft,
        long parked,
        String hindrance) {}
