package ee.cqrs.audit;

/** Counts what a check has looked at, and tells about it. */
final class Meter {

    private static final int STEP = 1_000;

    private final String check;
    private final Long of;
    private final Progress.Listener listener;
    private long done;
    private long told = -1;

    Meter(String check, Long of, Progress.Listener listener) {
        this.check = check;
        this.of = of;
        this.listener = listener;
    }

    void count() {
        done++;
        if (done % STEP == 0) {
            tell();
        }
    }

    /** Returns how many there were. */
    long end() {
        if (told != done) {
            tell();
        }
        return done;
    }

    private void tell() {
        told = done;
        listener.at(new Progress(check, done, of));
    }
}
