package ee.cqrs.web.stream;

import java.io.IOException;

import org.jboss.logging.Logger;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** One client, and how far it has come. It is sent what it takes without being waited for, on the thread of its connection. */
final class LiveStream {

    private static final Logger LOG = Logger.getLogger(LiveStream.class);
    private static final byte[] GREETING = "retry: 2000\n\n".getBytes(US_ASCII); // milliseconds
    private static final byte[] FAREWELL = "retry: 10000\n\n".getBytes(US_ASCII);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(US_ASCII);

    private final Wire wire;
    private final Selection selection;
    private final Shelf shelf;
    private long position; // up to here all was sent that it wants
    private long index; // the same within the aggregate
    private int sent; // bytes of the next event that were sent already
    private boolean greeted;
    private boolean ready;
    private boolean over;
    private boolean fetching; // what it needs is being read
    private Excerpt fetched; // only while it is written
    private long touched = System.nanoTime(); // when something was written, or could not be

    LiveStream(Wire wire, Selection selection, Shelf shelf, long position, long index) {
        this.wire = wire;
        this.selection = selection;
        this.shelf = shelf;
        this.position = position;
        this.index = index;
    }

    /** The client can take something. */
    void writable() {
        ready = true;
        write();
    }

    /** There may be something new. */
    void write() {
        try {
            boolean more = !over && ready;
            while (more) {
                more = writeSome();
            }
        } catch (IOException | IllegalStateException e) {
            leaves(e);
        }
    }

    /** What it needs was read, on another thread. */
    void fetched(Excerpt excerpt) {
        wire.thread().execute(() -> {
            fetching = false;
            fetched = excerpt;
            write();
            fetched = null;
        });
    }

    /** What it needs could not be read: it is asked for again with the next tick. */
    void notFetched() {
        wire.thread().execute(() -> fetching = false);
    }

    /**
     * Now and then: shows that the connection lives, and ends one that takes nothing.
     *
     * @param heartbeat after so many nanoseconds without an event
     * @param patience for so many nanoseconds a client may take nothing
     */
    void tick(long heartbeat, long patience) {
        write();
        long silent = System.nanoTime() - touched;
        if (!over && !ready && silent > patience) {
            LOG.debugf("A client takes nothing and is cut off after position %d", position);
            cut();
        } else if (!over && ready && sent == 0 && silent >= heartbeat) {
            send(HEARTBEAT);
        }
    }

    /**
     * Ends it because the server stops. For now the client would be refused, and browsers take that for the last word: it is told
     * to come somewhat later, when there is nobody who refuses, or a server again.
     */
    void dismiss() {
        if (!over && ready && sent == 0) {
            send(FAREWELL);
        }
        end();
    }

    /** Ends it: properly, if the client takes that. */
    void end() {
        if (ready) {
            complete();
        } else {
            cut();
        }
    }

    private boolean writeSome() throws IOException {
        Chunk chunk = new Chunk();
        if (!greeted) {
            greeted = true;
            chunk.add(GREETING, 0);
        }
        fill(chunk);
        if (!chunk.isEmpty()) {
            put(chunk);
            return ready;
        }
        if (!fetching && shelf.lacks(position)) {
            fetching = true;
            shelf.fetch(selection.next(position, index), position, this);
        }
        return false;
    }

    private void send(byte[] text) {
        Chunk chunk = new Chunk();
        chunk.add(text, 0);
        try {
            put(chunk);
        } catch (IOException | IllegalStateException e) {
            leaves(e);
        }
    }

    private void leaves(Exception e) {
        LOG.debugf(e, "A client has left the stream of events after position %d", position);
        complete(); // not cut: with HTTP/2 it may go on with other requests
    }

    private void complete() {
        if (!over) {
            over = true;
            wire.complete();
        }
    }

    private void cut() {
        if (!over) {
            over = true;
            wire.cut();
        }
    }

    private void put(Chunk chunk) throws IOException {
        chunk.writeTo(wire);
        touched = System.nanoTime();
        ready = wire.isReady();
        if (ready) {
            wire.flush();
            ready = wire.isReady();
        }
    }

    private void fill(Chunk chunk) {
        for (Excerpt excerpt = next(); excerpt != null; excerpt = next()) {
            for (Frame frame : excerpt.frames()) {
                if (frame.position() > position && !take(frame, chunk)) {
                    return;
                }
            }
            position = Math.max(position, excerpt.until());
        }
    }

    private Excerpt next() {
        return fetched != null && fetched.until() > position ? fetched : shelf.after(selection, position, index);
    }

    /** False if it does not go into the chunk as a whole. */
    private boolean take(Frame frame, Chunk chunk) {
        if (selection.concerns(frame, index)) {
            if (selection.wants(frame)) {
                byte[] text = selection.text(frame);
                sent += chunk.add(text, sent);
                if (sent < text.length) {
                    return false;
                }
                sent = 0;
            }
            index = frame.index();
        }
        position = frame.position();
        return true;
    }
}
