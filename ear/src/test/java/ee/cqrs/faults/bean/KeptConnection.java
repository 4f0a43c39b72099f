package ee.cqrs.faults.bean;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A connection on which questions are sent without waiting for the answers to those before them. For one thread. */
final class KeptConnection implements Closeable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int BUFFER = 65_536;
    private static final String LENGTH = "Content-Length: ";
    private static final int STATUS = "HTTP/1.1 ".length();

    private final Socket socket;
    private final InputStream answers;

    KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        answers = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** Asks, and returns the status of each answer. */
    List<Integer> ask(List<String> requests) throws IOException {
        socket.getOutputStream().write(String.join("", requests).getBytes(ISO_8859_1));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            statuses.add(status());
        }
        return statuses;
    }

    private int status() throws IOException {
        String first = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()));
            }
        }
        if (length < 0) {
            throw new IOException("An answer without a length: " + first);
        }
        answers.skipNBytes(length);
        return Integer.parseInt(first.substring(STATUS, STATUS + 3));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = answers.read(); b != '\n'; b = answers.read()) {
            if (b < 0) {
                throw new EOFException("The server has closed the connection");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
