package ee.cqrs.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.settings.Settings;

/** Reads request bodies up to the limit and no byte further, whether their length is announced or not. */
@Singleton
public class RequestBody {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 65_536;
    private static final int SHORT = 512;

    private final int limit;
    private final Duration patience;
    private final SlowBodies slowBodies;

    @Inject
    RequestBody(Settings settings, SlowBodies slowBodies) {
        this(settings.maxBody(), PATIENCE, slowBodies);
    }

    RequestBody(int limit, Duration patience, SlowBodies slowBodies) {
        this.limit = limit;
        this.patience = patience;
        this.slowBodies = slowBodies;
    }

    /**
     * Reads a body.
     *
     * @param headers of the request
     * @param body the body
     * @return all its bytes
     * @throws CommandException if it is too large, compressed, cut off or too slow
     */
    public byte[] read(HttpHeaders headers, InputStream body) {
        checkCoding(headers);
        long announced = announced(headers);
        if (announced > limit) {
            throw tooLarge();
        }
        try {
            return slowBodies.isHere(headers, announced, body)
                    ? bytes(body, announced)
                    : slowBodies.whileOthersHaveThreads(() -> bytes(body, announced));
        } catch (IOException e) {
            throw new CommandException(Problem.malformed("", "The body cannot be read to its end"), e);
        }
    }

    private byte[] bytes(InputStream body, long announced) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        // most bodies are short: a large buffer for each would be most of what a command allocates
        byte[] buffer = new byte[(int) Math.min(BUFFER, (announced < 0 ? limit : announced) + 1)];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(announced < 0 ? SHORT : buffer.length);
        int count = body.read(buffer);
        while (count > 0) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > limit) {
                throw tooLarge();
            }
            if (System.nanoTime() - end > 0) {
                throw new CommandException(
                        Problem.malformed("", "The body was not sent within %d s".formatted(patience.toSeconds())));
            }
            count = body.read(buffer, 0, Math.min(buffer.length, limit + 1 - bytes.size()));
        }
        return bytes.toByteArray();
    }

    /**
     * Refuses compressed bodies: their size says nothing about what they unpack to.
     *
     * @param headers of the request
     * @throws CommandException if the body is not plain
     */
    public void checkCoding(HttpHeaders headers) {
        String coding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            throw new CommandException(Problem.of(
                    Problem.Kind.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without a Content-Encoding"));
        }
    }

    private CommandException tooLarge() {
        return new CommandException(Problem.of(
                Problem.Kind.TOO_LARGE, "The body has more than %d bytes, which are the most".formatted(limit)));
    }

    /** Not {@code getLength()}: that is an int. */
    private static long announced(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return -1; // the server refuses such requests itself
        }
    }
}
