package ee.cqrs.web.problem;

import java.io.ByteArrayOutputStream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/** Keeps the body of an answer. */
class Collected extends ServletOutputStream {

    private final ByteArrayOutputStream body;

    Collected(ByteArrayOutputStream body) {
        this.body = body;
    }

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
        body.write(b);
    }
}
