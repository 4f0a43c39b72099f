package ee.cqrs.web.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A client that takes so many bytes and then no more, until it is told to. */
final class FakeWire implements Wire {

    private static final Pattern ID = Pattern.compile("(?m)^id: (\\d+)$");

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int room;
    private int largest;
    private boolean gone;
    private boolean completed;
    private boolean cut;

    FakeWire(int room) {
        this.room = room;
    }

    void makeRoom(int more) {
        room += more;
    }

    void leave() {
        gone = true;
    }

    String text() {
        return taken.toString(UTF_8);
    }

    List<Long> ids() {
        return ID.matcher(text())
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    int largest() {
        return largest;
    }

    boolean isCompleted() {
        return completed;
    }

    boolean isCut() {
        return cut;
    }

    @Override
    public Executor thread() {
        return Runnable::run;
    }

    @Override
    public boolean isReady() {
        return room > 0;
    }

    @Override
    public void write(byte[] text, int from, int length) throws IOException {
        if (gone) {
            throw new IOException("Broken pipe");
        }
        if (room <= 0) {
            throw new IllegalStateException("It is not ready");
        }
        room -= length;
        largest = Math.max(largest, length);
        taken.write(text, from, length);
    }

    @Override
    public void flush() {
        // what was written is there
    }

    @Override
    public void complete() {
        completed = true;
    }

    @Override
    public void cut() {
        cut = true;
    }
}
