package ee.cqrs.store;

import java.util.concurrent.CompletableFuture;

/** An append in the queue of the journal writer. */
final class PendingAppend {

    /** What a row takes beside its payload, roughly. */
    private static final int ROW = 500;

    private final Append append;
    private final boolean mayBeSaved;
    private final Candidate candidate;
    private final CompletableFuture<Append> outcome = new CompletableFuture<>();

    PendingAppend(Append append, boolean mayBeSaved, Candidate candidate) {
        this.append = append;
        this.mayBeSaved = mayBeSaved;
        this.candidate = candidate;
    }

    Append append() {
        return append;
    }

    CompletableFuture<Append> outcome() {
        return outcome;
    }

    String commandId() {
        return append.command().commandId();
    }

    boolean isOfSameAggregate(PendingAppend other) {
        return append.aggregate().equals(other.append.aggregate());
    }

    /** Whether its command may have been saved before. */
    boolean mayBeSaved() {
        return mayBeSaved;
    }

    long bytes() {
        long bytes = ROW;
        for (RecordedEvent event : append.events()) {
            bytes += ROW + event.data().length();
        }
        return bytes
                + append.snapshot().map(state -> ROW + state.data().length()).orElse(0);
    }

    boolean isVoid() {
        return candidate.isVoid();
    }

    void saved(Append placed) {
        candidate.saved();
        outcome.complete(placed);
    }

    /** Nobody knows what became of it, and its caller waits on. */
    void inDoubt() {
        candidate.inDoubt();
    }

    /** Memory first, then the caller: he must not find the state that he is told to be gone. */
    void failed(RuntimeException failure) {
        if (failure instanceof StoreException || failure instanceof ProjectionFailureException) {
            candidate.discarded();
        } else {
            candidate.inDoubt();
        }
        outcome.completeExceptionally(failure);
    }

    void savedBefore() {
        candidate.discarded();
        outcome.completeExceptionally(new SavedBeforeException());
    }

    /** Another aggregate has a key that it wants. */
    void taken(KeyTakenException failure) {
        candidate.discarded();
        outcome.completeExceptionally(failure);
    }

    void superseded() {
        outcome.completeExceptionally(new SupersededException());
    }
}
