package ee.cqrs.web.stream;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executor;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;

import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.ServletOutputStreamImpl;
import org.jboss.logging.Logger;

/**
 * An answer that stays open. A write that fails has Undertow close the connection, and on another thread than that of the
 * connection it logs what it then cannot send any more: so everything is done on that thread.
 */
final class ServletWire implements Wire {

    private static final Logger LOG = Logger.getLogger(ServletWire.class);

    private final AsyncContext context;
    private final ServletOutputStreamImpl out;
    private final Closeable connection;
    private final Executor thread;

    private ServletWire(AsyncContext context, ServletRequestContext request) throws IOException {
        this.context = context;
        context.setTimeout(0);
        // without what filters put around it: they have no part in what is sent when the request has left them
        HttpServletResponse response = request.getOriginalResponse();
        // no buffer: what stays in it is not sent when the client can take it, but with the next event
        response.setBufferSize(1);
        out = (ServletOutputStreamImpl) response.getOutputStream();
        connection = request.getExchange().getConnection();
        thread = request.getExchange().getIoThread();
    }

    /** The way to the client of the present request. */
    static ServletWire of(AsyncContext context) throws IOException {
        return new ServletWire(context, ServletRequestContext.requireCurrent());
    }

    /** From now on the stream is told when it can write, and the end when it has ended, for whatever reason. */
    void serve(LiveStream stream, Runnable end) {
        context.addListener(new End(end));
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                stream.writable();
            }

            @Override
            public void onError(Throwable e) {
                stream.end();
            }
        });
    }

    @Override
    public Executor thread() {
        return thread;
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void write(byte[] text, int from, int length) throws IOException {
        out.write(text, from, length);
    }

    @Override
    public void flush() throws IOException {
        out.flushInternal(); // a plain flush that fails goes to the page for errors
    }

    @Override
    public void complete() {
        context.complete();
    }

    /** Servlets have no means to leave a client that takes nothing; Undertow has. */
    @Override
    public void cut() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debugf(e, "A connection is closed already");
        }
        context.complete();
    }

    private record End(Runnable end) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            end.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // there is none
        }

        @Override
        public void onError(AsyncEvent event) {
            end.run();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // nobody does
        }
    }
}
