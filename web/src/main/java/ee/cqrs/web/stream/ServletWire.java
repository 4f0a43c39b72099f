package ee.cqrs.web.stream;

import java.io.IOException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.ServletOutputStreamImpl;
import org.xnio.IoUtils;

/** An answer that stays open. */
final class ServletWire implements Wire {

    private final AsyncContext context;
    private final ServletOutputStreamImpl out;
    private final HttpServerExchange exchange;

    private ServletWire(AsyncContext context, HttpServerExchange exchange) throws IOException {
        this.context = context;
        this.exchange = exchange;
        context.setTimeout(0);
        // no buffer: what stays in it is not sent when the client can take it, but with the next event
        context.getResponse().setBufferSize(1);
        out = (ServletOutputStreamImpl) context.getResponse().getOutputStream();
    }

    /** The way to the client of the present request. */
    static ServletWire of(AsyncContext context) throws IOException {
        return new ServletWire(context, ServletRequestContext.requireCurrent().getExchange());
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
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void write(byte[] text, int from, int length) throws IOException {
        out.write(text, from, length);
    }

    @Override
    public void flush() throws IOException {
        out.flushInternal(); // a plain flush that fails ends the answer on this thread, see complete
    }

    @Override
    public void complete() {
        exchange.getIoThread()
                .execute(context::complete); // of another thread Undertow logs what it cannot send any more
    }

    /** Servlets have no means to leave a client that takes nothing; Undertow has. */
    @Override
    public void cut() {
        exchange.getIoThread().execute(() -> {
            IoUtils.safeClose(exchange.getConnection());
            context.complete();
        });
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
