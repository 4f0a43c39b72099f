package ee.cqrs.store;

import ee.cqrs.settings.Settings;

/** The real journal writer, on a thread of the JVM's. */
public final class LocalWriter extends GroupCommit {

    public LocalWriter(Journal journal, Settings settings) {
        super(journal, settings);
    }

    @Override
    public void start() {
        start(Thread::new);
    }
}
