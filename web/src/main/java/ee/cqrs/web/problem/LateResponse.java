package ee.cqrs.web.problem;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A response that belongs to the thread of its request until another one takes it over, because that thread hangs. What it
 * comes with then goes nowhere.
 */
final class LateResponse extends HttpServletResponseWrapper {

    private enum Owner {
        REQUEST,
        OTHER
    }

    private final AtomicReference<Owner> owner = new AtomicReference<>();

    LateResponse(HttpServletResponse response) {
        super(response);
    }

    /**
     * Another thread than the request's wants to answer, while that is inside of rules and not of this.
     *
     * @return how much of the answer is left to it; it must do so, with the response inside
     */
    Left takeOver() {
        Owner before = owner.getAndSet(Owner.OTHER);
        if (before == Owner.OTHER) {
            return Left.NOTHING;
        }
        return before == null ? Left.ALL : Left.THE_END;
    }

    /** What is left of an answer. */
    enum Left {
        ALL,
        /** Its status and perhaps some lines are on their way. */
        THE_END,
        NOTHING
    }

    private boolean isMine() {
        owner.compareAndSet(null, Owner.REQUEST);
        return owner.get() == Owner.REQUEST;
    }

    @Override
    public void setStatus(int status) {
        if (isMine()) {
            super.setStatus(status);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (isMine()) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (isMine()) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setContentType(String type) {
        if (isMine()) {
            super.setContentType(type);
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        if (isMine()) {
            super.sendError(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (isMine()) {
            super.sendError(status, message);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return isMine() ? new Guarded(super.getOutputStream()) : new Nowhere();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return isMine() ? super.getWriter() : new PrintWriter(new Nowhere());
    }

    @Override
    public boolean isCommitted() {
        return owner.get() != Owner.OTHER && super.isCommitted();
    }

    @Override
    public void reset() {
        if (isMine()) {
            super.reset();
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (isMine()) {
            super.flushBuffer();
        }
    }

    /** What it has written stays; from the moment at which another thread takes over it writes no more. */
    private final class Guarded extends ServletOutputStream {

        private final ServletOutputStream out;

        Guarded(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }

        @Override
        public void write(int b) throws IOException {
            if (isMine()) {
                out.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (isMine()) {
                out.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (isMine()) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (isMine()) {
                out.close();
            }
        }
    }

    private static final class Nowhere extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Nobody waits for this");
        }

        @Override
        public void write(int b) {
            // the caller has his answer
        }
    }
}
