package ee.cqrs.web.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import ee.cqrs.command.Problem;

/** The lines of an NDJSON body, as they come. Blank ones are left out, and none is kept beyond the limit. */
final class Lines {

    private static final int BUFFER = 65_536;

    private final InputStream body;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int begin;
    private int end;
    private boolean broken;

    Lines(InputStream body, int limit) {
        this.body = body;
        this.limit = limit;
    }

    /**
     * Waits for a line, and takes those that have come with it.
     *
     * @param max how many at most
     * @return none at the end
     */
    List<RawItem> next(int max) {
        List<RawItem> lines = new ArrayList<>();
        try {
            while (!broken && lines.size() < max && (lines.isEmpty() || isComplete())) {
                byte[] line = line();
                if (line == null) {
                    return lines;
                }
                if (!isBlank(line)) {
                    lines.add(item(line));
                }
            }
        } catch (IOException e) {
            broken = true;
            lines.add(RawItem.unreadable(Problem.malformed("", "The body cannot be read to its end")));
        }
        return lines;
    }

    private RawItem item(byte[] line) {
        return line.length <= limit
                ? RawItem.of(line)
                : RawItem.unreadable(Problem.of(
                        Problem.Kind.TOO_LARGE,
                        "The line has more than %d bytes, the most there may be".formatted(limit)));
    }

    /** Reads up to the end of the line; null at the end of the body. Of one too long a byte too many is kept. */
    private byte[] line() throws IOException {
        if (begin == end && !fill()) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        do {
            int newline = newline();
            int part = (newline < 0 ? end : newline) - begin;
            line.write(buffer, begin, Math.min(part, limit + 1 - line.size()));
            begin += part;
            if (newline >= 0) {
                begin++;
                return line.toByteArray();
            }
        } while (fill());
        return line.toByteArray();
    }

    /** Whether the next line is here, to its end. */
    private boolean isComplete() throws IOException {
        return newline() >= 0 || begin == end && body.available() > 0 && fill() && newline() >= 0;
    }

    private boolean fill() throws IOException {
        begin = 0;
        end = Math.max(0, body.read(buffer));
        return end > 0;
    }

    private int newline() {
        for (int i = begin; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
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
