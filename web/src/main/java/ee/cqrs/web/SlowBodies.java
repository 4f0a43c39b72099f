package ee.cqrs.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.settings.Settings;

/**
 * Requests whose body may not be all here. Each holds one of the server's threads until its client has sent it, however
 * slowly: only some of the threads may wait for that, so that there are always others.
 */
@Singleton
public class SlowBodies {

    /** So much of a body surely fits into the first buffer that the server reads. */
    private static final long FIRST_BUFFER = 8_192;

    /** Many clients send head and body apart, one right after the other. */
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long GLANCE = TimeUnit.MICROSECONDS.toNanos(200);

    private static final int SOON = 1;

    private final Semaphore places;

    @Inject
    SlowBodies(Settings settings) {
        this(settings.maxSlowBodies());
    }

    SlowBodies(int most) {
        places = new Semaphore(most);
    }

    /**
     * Whether the body of a request is here, or comes in a moment, so that reading it takes no time.
     *
     * @param headers of the request
     * @param length that they announce; -1 if they do not
     * @param body the body
     * @return false if that is not certain
     * @throws IOException if the connection is broken
     */
    boolean isHere(HttpHeaders headers, long length, InputStream body) throws IOException {
        if (length < 0 || length > FIRST_BUFFER || headers.getHeaderString("Expect") != null) {
            return false;
        }
        long end = System.nanoTime() + MOMENT;
        int here = body.available();
        while (here >= 0 && here < length && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(GLANCE);
            here = body.available();
        }
        return here >= length;
    }

    /**
     * Reads a body that may come slowly.
     *
     * @param reading the work
     * @param <T> what comes of it
     * @return what comes of it
     * @throws CommandException if too many others are doing so
     * @throws IOException if the body cannot be read
     */
    public <T> T whileOthersHaveThreads(Reading<T> reading) throws IOException {
        if (!places.tryAcquire()) {
            throw new CommandException(Problem.retry(
                    Problem.Kind.UNAVAILABLE,
                    "Too many large or slow bodies are being read: try again, or send less at once",
                    SOON));
        }
        try {
            return reading.read();
        } finally {
            places.release();
        }
    }

    /**
     * Reads a body.
     *
     * @param <T> what comes of it
     */
    public interface Reading<T> {

        /**
         * Reads it.
         *
         * @return what comes of it
         * @throws IOException if it cannot be read
         */
        T read() throws IOException;
    }
}
