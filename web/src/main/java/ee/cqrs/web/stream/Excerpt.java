package ee.cqrs.web.stream;

import java.util.List;

/**
 * A part of the log, or of what somebody wants of it, ready to be sent.
 *
 * @param until its last position: up to there nothing else is wanted
 * @param frames in order of their position
 */
record Excerpt(long until, List<Frame> frames) {

    /** Roughly what it takes in memory. */
    long size() {
        return frames.stream().mapToLong(frame -> frame.byPosition().length).sum();
    }
}
