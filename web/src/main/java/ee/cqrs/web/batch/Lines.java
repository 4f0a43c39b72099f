package ee.cqrs.web.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;

/** The lines of an NDJSON body, as they come. Blank ones are left out, and none is kept beyond the limit. */
final class Lines {

    private final InputStream body;
    private final int limit;

    Lines(InputStream body, int limit) {
        this.body = new BufferedInputStream(body);
        this.limit = limit;
    }

    /**
     * Reads the next line.
     *
     * @return null at the end
     * @throws CommandException if the line is too long; the one after it can be read
     */
    byte[] next() throws IOException {
        byte[] line = line();
        while (line != null && isBlank(line)) {
            line = line();
        }
        return line;
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        int next = body.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = body.read()) {
            if (++length <= limit) {
                line.write(next);
            }
        }
        if (length > limit) {
            throw new CommandException(Problem.of(
                    Problem.Kind.TOO_LARGE, "The line has %d bytes; %d are the most".formatted(length, limit)));
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
