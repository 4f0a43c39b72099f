package ee.cqrs.projection;

import java.util.concurrent.TimeUnit;

/** How fast a position moves of late; what is long ago counts less and less. */
final class Pace {

    private static final double MEMORY = TimeUnit.SECONDS.toNanos(10);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private long position;
    private long at;
    private boolean begun;
    private double perSecond = -1;

    /** @param now by the clock of {@link System#nanoTime} */
    synchronized void stands(long reached, long now) {
        if (begun && reached >= position && now > at) {
            double present = (reached - position) * SECOND / (now - at);
            double weight = perSecond < 0 ? 1 : 1 - Math.exp((at - now) / MEMORY);
            perSecond = Math.max(0, perSecond) + weight * (present - Math.max(0, perSecond));
        } else if (begun && reached < position) { // it began again
            perSecond = -1;
        }
        begun = true;
        position = reached;
        at = now;
    }

    /** Positions a second; 0 while it is not known. */
    synchronized double perSecond() {
        return Math.max(0, perSecond);
    }

    /** How long the rest takes; null if nobody knows. */
    synchronized Long secondsFor(long positions) {
        if (positions == 0) {
            return 0L;
        }
        double seconds = positions / perSecond();
        return seconds > Integer.MAX_VALUE ? null : (Long) (long) Math.ceil(seconds);
    }
}
