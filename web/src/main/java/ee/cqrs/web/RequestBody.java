package ee.cqrs.web;

import java.io.IOException;
import java.io.InputStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.settings.Settings;

/** Reads request bodies up to the limit and no byte further, whether their length is announced or not. */
@Singleton
public class RequestBody {

    private final int limit;

    @Inject
    RequestBody(Settings settings) {
        this(settings.maxBody());
    }

    RequestBody(int limit) {
        this.limit = limit;
    }

    /**
     * Reads a body.
     *
     * @param headers of the request
     * @param body the body
     * @return all its bytes
     * @throws CommandException if it is too large, compressed or cut off
     */
    public byte[] read(HttpHeaders headers, InputStream body) {
        checkCoding(headers);
        if (announced(headers) > limit) {
            throw tooLarge();
        }
        try {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandException(Problem.malformed("", "The body cannot be read to its end"), e);
        }
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
