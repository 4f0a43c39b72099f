package ee.cqrs.faults.database;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection from a client to PostgreSQL through a {@link Network}. */
final class ProxiedConnection implements AutoCloseable {

    private static final int ENCRYPTION_BY_SSL = 80877103;
    private static final int ENCRYPTION_BY_GSS = 80877104;

    private final Socket client;
    private final Socket database = new Socket();
    private final Network network;
    private final CommitSpotter commits = new CommitSpotter();

    private volatile boolean forgotten;

    ProxiedConnection(Socket client, Network network) {
        this.client = client;
        this.network = network;
    }

    /** Connects to the database and passes on how the client introduces itself; false if there is no database. */
    boolean open(int target) {
        try {
            DataInputStream in = new DataInputStream(client.getInputStream()); // what follows must stay in the socket
            int length = in.readInt();
            int code = in.readInt();
            while (code == ENCRYPTION_BY_SSL || code == ENCRYPTION_BY_GSS) {
                carry();
                client.getOutputStream().write('N'); // in plain text, or there is nothing to spot
                length = in.readInt();
                code = in.readInt();
            }
            byte[] introduction = in.readNBytes(length - 8);
            carry();
            database.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(database.getOutputStream()));
            out.writeInt(length);
            out.writeInt(code);
            out.write(introduction);
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void fromClient() {
        pump(client, database, message -> commits.asks(message) && network.cuts(Cut.BEFORE_COMMIT));
    }

    void fromDatabase() {
        pump(database, client, message -> CommitSpotter.confirms(message) && network.cuts(Cut.AFTER_COMMIT));
    }

    /** Nothing gets through any more, and nobody is told. */
    void forget() {
        forgotten = true;
    }

    private void pump(Socket from, Socket to, Breakage breakage) {
        try (this) {
            InputStream arriving = new BufferedInputStream(from.getInputStream());
            DataInputStream in = new DataInputStream(arriving);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
            while (true) {
                if (arriving.available() == 0) { // what was sent together travels together
                    carry();
                    if (!forgotten) {
                        out.flush();
                    }
                }
                Message message = Message.read(in);
                if (breakage.at(message)) {
                    return;
                }
                if (!forgotten) {
                    message.write(out);
                }
            }
        } catch (IOException e) {
            // one side has ended it, or is gone: so is the other
        }
    }

    private void carry() throws IOException {
        try {
            network.carry();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        try (client;
                database) {
            // both, whatever happens
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Breakage {
        boolean at(Message message);
    }
}
