package ee.cqrs.server;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;

/** A process that runs for ever or has ended. */
final class StubProcess extends Process {

    private final OptionalInt exitCode;

    private StubProcess(OptionalInt exitCode) {
        this.exitCode = exitCode;
    }

    static Process running() {
        return new StubProcess(OptionalInt.empty());
    }

    static Process ended(int exitCode) {
        return new StubProcess(OptionalInt.of(exitCode));
    }

    @Override
    public int exitValue() {
        return exitCode.orElseThrow(IllegalThreadStateException::new);
    }

    @Override
    public int waitFor() {
        return exitValue();
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public void destroy() {
        throw new UnsupportedOperationException();
    }
}
