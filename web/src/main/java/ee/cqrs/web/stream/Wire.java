package ee.cqrs.web.stream;

import java.io.IOException;
import java.util.concurrent.Executor;

/** The way to a client. Nothing here waits for it. */
interface Wire {

    /** The thread that serves the connection. All that is done with it is done there. */
    Executor thread();

    /** Whether something can be written now; if not, the client is told of it later. */
    boolean isReady();

    /** Takes all of it, whatever the connection takes at once. */
    void write(byte[] text, int from, int length) throws IOException;

    /** Sends what was written, as far as the connection takes it. */
    void flush() throws IOException;

    /** Ends the answer properly. */
    void complete();

    /** Closes the connection, whatever is still to be sent. */
    void cut();
}
