package ee.cqrs.web.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written to a client at once. It is small, because the server keeps what the client's connection does not take of it:
 * that is all the memory that a client costs who takes nothing.
 */
final class Chunk {

    private static final int LIMIT = 16 << 10;

    private final List<Piece> pieces = new ArrayList<>(1);
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds as much of a text as there is room for, and says how much that is. */
    int add(byte[] text, int from) {
        int length = Math.min(text.length - from, LIMIT - size);
        if (length > 0) {
            pieces.add(new Piece(text, from, length));
            size += length;
        }
        return length;
    }

    void writeTo(Wire wire) throws IOException {
        if (pieces.size() == 1) { // mostly: an event that has just happened
            Piece only = pieces.get(0);
            wire.write(only.text(), only.from(), only.length());
        } else {
            wire.write(joined(), 0, size);
        }
    }

    private byte[] joined() {
        byte[] all = new byte[size];
        int end = 0;
        for (Piece piece : pieces) {
            System.arraycopy(piece.text(), piece.from(), all, end, piece.length());
            end += piece.length();
        }
        return all;
    }

    private record Piece(byte[] text, int from, int length) {}
}
