package ee.cqrs.benchmark.http;

import java.nio.ByteBuffer;

/** Takes an answer in chunks apart as it comes, and tells the ids of the events in it. */
final class Dechunked {

    private static final byte[] ID = {'i', 'd', ':', ' '};

    private final Ids ids;
    private boolean inBody;
    private int newlines; // of the head, in a row
    private boolean inSize = true;
    private int left; // of the chunk, or its size so far
    private int matched; // of the line: how much is like an id; -1 if it is none
    private long id;
    private boolean begun;

    Dechunked(Ids ids) {
        this.ids = ids;
    }

    /** Whether something of the body has come. */
    boolean hasBegun() {
        return begun;
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (!inBody) {
                head(b);
            } else if (inSize) {
                size(b);
            } else {
                body(b);
            }
        }
    }

    private void head(byte b) {
        if (b == '\n') {
            newlines++;
        } else if (b != '\r') {
            newlines = 0;
        }
        inBody = newlines == 2;
    }

    private void size(byte b) {
        if (b == '\n') {
            inSize = left == 0; // the end of the chunk before
        } else if (b != '\r') {
            left = left * 16 + Character.digit(b, 16);
        }
    }

    private void body(byte b) {
        begun = true;
        left--;
        inSize = left == 0;
        if (b == '\n') {
            if (matched == ID.length) {
                ids.seen(id);
            }
            matched = 0;
            id = 0;
        } else if (matched == ID.length) {
            id = id * 10 + b - '0';
        } else if (matched >= 0) {
            matched = b == ID[matched] ? matched + 1 : -1;
        }
    }

    /** Is told of each event. */
    interface Ids {
        void seen(long id);
    }
}
