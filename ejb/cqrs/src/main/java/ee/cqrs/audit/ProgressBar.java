package ee.cqrs.audit;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows progress in one line that is written over and over; where there is no terminal, in a line now and then. */
final class ProgressBar implements Progress.Listener {

    private static final int WIDTH = 40;
    private static final long REDRAW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long NEW_LINE = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream out;
    private final boolean terminal;
    private String check = "";
    private long began;
    private long told = System.nanoTime();
    private long drawn;

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void at(Progress progress) {
        long now = System.nanoTime();
        boolean first = !progress.check().equals(check);
        if (first) {
            end();
            check = progress.check();
            began = told;
        }
        told = now;
        boolean last = progress.of() != null && progress.done() >= progress.of();
        if (first || last || now - drawn >= (terminal ? REDRAW : NEW_LINE)) {
            String line = line(progress, now - began);
            out.print(terminal ? "\r" + line : line + System.lineSeparator());
            out.flush();
            drawn = now;
        }
    }

    /** Leaves the line. */
    void end() {
        if (terminal && !check.isEmpty()) {
            out.println();
        }
        check = "";
    }

    private static String line(Progress progress, long nanos) {
        long rate = nanos == 0 ? 0 : progress.done() * TimeUnit.SECONDS.toNanos(1) / nanos;
        if (progress.of() == null) {
            return String.format(Locale.ROOT, "%-9s %,d  %,d/s  ", progress.check(), progress.done(), rate);
        }
        double part = progress.of() == 0 ? 1 : Math.min(1, (double) progress.done() / progress.of());
        int full = (int) (part * WIDTH);
        return String.format(
                Locale.ROOT,
                "%-9s [%s%s] %3d %%  %,d of %,d  %,d/s  ",
                progress.check(),
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                (int) (part * 100),
                progress.done(),
                progress.of(),
                rate);
    }
}
