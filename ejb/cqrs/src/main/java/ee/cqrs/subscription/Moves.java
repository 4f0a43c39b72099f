package ee.cqrs.subscription;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes those who wait for a subscription of this node to get on. */
final class Moves {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** The listener is called by the thread of a turn: it must neither wait nor fail. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    void tell() {
        listeners.forEach(Runnable::run);
    }
}
