package ee.cqrs.web.problem;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A response that belongs to who begins with it: the thread of the request, or another one, if that thread hangs. What the
 * other one comes with then goes nowhere.
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

    /** Whether another thread than the request's may answer: then it must, with the response inside. */
    boolean takeOver() {
        return owner.compareAndSet(null, Owner.OTHER);
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
        return isMine() ? super.getOutputStream() : new Nowhere();
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
