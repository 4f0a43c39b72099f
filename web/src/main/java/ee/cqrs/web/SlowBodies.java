package ee.cqrs.web;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.settings.Settings;

/**
 * Requests whose body may not be all here. Each holds one of the server's threads until its client has sent it, however
 * slowly: only some of the threads may wait for that, so that there are always others.
 */
@Singleton
public class SlowBodies {

    /** So much of JSON the server awaits without a thread, see http.cli. */
    private static final long AWAITED = 32_768;

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
     * Whether the body of a request is here, so that reading it takes no time.
     *
     * @param headers of the request
     * @param length that they announce; -1 if they do not
     * @return false if that is not certain
     */
    boolean isHere(HttpHeaders headers, long length) {
        String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return length >= 0
                && length <= AWAITED
                && type != null
                && type.contains(MediaType.APPLICATION_JSON)
                && headers.getHeaderString("Expect") == null;
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
