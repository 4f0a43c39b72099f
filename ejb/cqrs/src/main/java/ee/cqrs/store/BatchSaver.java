package ee.cqrs.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import org.jboss.logging.Logger;

/**
 * Saves batches of the journal writer: together if that goes well, one by one if the database refuses data of one of
 * them. What a broken commit leaves open is settled before anything else is saved. Only the writer calls it.
 */
final class BatchSaver {

    private static final Logger LOG = Logger.getLogger(BatchSaver.class);

    private final Journal journal;
    private final Pulse pulse;
    private final InDoubt inDoubt;
    private final LongAdder commits = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private int blocked = 1; // how many events the last append had that the log may have had no room for

    BatchSaver(Journal journal, Pulse pulse) {
        this.journal = journal;
        this.pulse = pulse;
        inDoubt = new InDoubt(journal);
    }

    /** Since the start; any thread may ask. */
    long commits() {
        return commits.sum();
    }

    /** How many were saved since the start; any thread may ask. */
    long commands() {
        return commands.sum();
    }

    /** The writer ends, and nobody will ask what became of those in doubt. */
    void giveUp() {
        inDoubt.giveUp();
    }

    /** Saves a batch and answers each of its members, now or when it is no longer in doubt. */
    void save(List<PendingAppend> batch) {
        try {
            saveFresh(batch);
        } catch (RuntimeException | Error e) { // the thread dies; the watch starts another
            journal.doubt();
            inDoubt.add(batch, e);
            throw e;
        }
    }

    /** Nobody wants a save: time for what is in doubt, and to find out whether a trouble has passed. */
    void lookAfter() {
        try {
            inDoubt.settle();
            if (pulse.wantsProbe()) {
                journal.probe(blocked);
                pulse.probed();
            }
        } catch (StoreException e) {
            pulse.probeFailed(e);
        }
    }

    /**
     * Leaves out commands that were saved before, and those that want a natural key that is taken: one look-up for all is
     * cheaper than one for each. Such a command ends the chain of its aggregate, so what comes before it there is saved first;
     * and who has taken its key may be of this batch, and is saved before that is told.
     */
    private void saveFresh(List<PendingAppend> batch) {
        Set<String> saved;
        KeyHolders holders;
        try {
            inDoubt.settle();
            // in this order: whose key was taken after another node had saved the command is found to be saved
            holders = journal.holders(batch.stream().map(PendingAppend::append).toList());
            saved = journal.savedCommands(batch.stream()
                    .filter(PendingAppend::mayBeSaved)
                    .map(PendingAppend::commandId)
                    .toList());
        } catch (StoreException e) {
            failed(batch, e);
            return;
        }
        Optional<StoreException> trouble = Optional.empty();
        boolean savedSome = false;
        List<PendingAppend> fresh = new ArrayList<>(batch.size());
        for (PendingAppend pending : batch) {
            if (saved.contains(pending.commandId())) {
                if (fresh.stream().anyMatch(pending::isOfSameAggregate)) {
                    trouble = saveOrFail(fresh, trouble);
                    fresh = new ArrayList<>();
                    savedSome = true;
                }
                pending.savedBefore();
            } else if (pending.isVoid()) {
                pending.superseded();
            } else {
                Optional<KeyTakenException> taken = holders.take(pending.append());
                if (taken.isPresent() && (savedSome || !fresh.isEmpty())) { // perhaps by one that fails or has failed
                    saveFirst(fresh, batch.subList(batch.indexOf(pending), batch.size()), trouble);
                    return;
                }
                taken.ifPresentOrElse(pending::taken, addTo(fresh, pending));
            }
        }
        if (!fresh.isEmpty()) {
            saveOrFail(fresh, trouble);
        }
    }

    private static Runnable addTo(List<PendingAppend> fresh, PendingAppend pending) {
        return () -> fresh.add(pending);
    }

    private void saveFirst(List<PendingAppend> fresh, List<PendingAppend> rest, Optional<StoreException> before) {
        Optional<StoreException> trouble = fresh.isEmpty() ? before : saveOrFail(fresh, before);
        if (trouble.isPresent()) {
            failed(rest, trouble.get());
        } else {
            saveFresh(rest);
        }
    }

    /**
     * Saves a part of a batch, unless the one before it met a trouble that is everybody's: to meet it again would take as
     * long again.
     *
     * @return that trouble, for the part behind it
     */
    private Optional<StoreException> saveOrFail(List<PendingAppend> part, Optional<StoreException> trouble) {
        if (trouble.isPresent()) {
            failed(part, trouble.get());
            return trouble;
        }
        try {
            commit(part);
            return Optional.empty();
        } catch (ConflictException e) {
            return refused(part, e);
        } catch (ProjectionFailureException e) {
            return saveOthers(part, e);
        } catch (StoreException e) {
            return switch (e.fault()) {
                case DATA, RIVALRY -> refused(part, e);
                default -> {
                    failed(part, e);
                    yield Optional.of(e);
                }
            };
        } catch (UnknownOutcomeException e) {
            pulse.failed(e);
            inDoubt.add(part, e);
            return settle();
        }
    }

    /** An inline projection names the command that it cannot take: those before it, which it could, share a commit still. */
    private Optional<StoreException> saveOthers(List<PendingAppend> part, ProjectionFailureException e) {
        List<String> commands = part.stream().map(PendingAppend::commandId).toList();
        int guilty = commands.indexOf(e.commandId());
        if (guilty < 0) { // what it names is no command of these
            return refused(part, e);
        }
        Optional<StoreException> trouble =
                guilty == 0 ? Optional.empty() : saveOrFail(part.subList(0, guilty), Optional.empty());
        Optional<StoreException> met = blame(part.get(guilty), e);
        trouble = trouble.or(() -> met);
        List<PendingAppend> behind = new ArrayList<>();
        for (PendingAppend pending : part.subList(guilty + 1, part.size())) {
            if (pending.isVoid()) {
                pending.superseded();
            } else {
                behind.add(pending);
            }
        }
        return behind.isEmpty() ? trouble : saveOrFail(behind, trouble);
    }

    /**
     * What was decided on an old state is nobody's fault but that of whoever came first, and is attempted again.
     *
     * @return a trouble that is everybody's
     */
    private Optional<StoreException> blame(PendingAppend guilty, RuntimeException e) {
        try {
            if (guilty.isVoid()) {
                guilty.superseded();
            } else {
                guilty.failed(reason(guilty.append(), e));
            }
            return Optional.empty();
        } catch (StoreException trouble) {
            failed(List.of(guilty), trouble);
            return Optional.of(trouble);
        }
    }

    /** Who loses and was not outrun has met damage, or somebody else's use of its command id. */
    private RuntimeException reason(Append append, RuntimeException e) {
        if (!(e instanceof ConflictException)) {
            return isRivalry(e) || journal.isOutrun(append) ? new ConflictException(e) : e;
        }
        boolean created = journal.isCreated(append); // asked first: whatever creates it comes with its first events
        if (journal.isOutrun(append)) {
            return e;
        }
        if (created) {
            return new EventsLostException(append.aggregate(), e);
        }
        int events = append.events().size();
        try {
            journal.requireFree(events);
        } catch (StoreException trouble) {
            blocked = Math.max(1, events);
            throw trouble;
        }
        return e;
    }

    private static boolean isRivalry(RuntimeException e) {
        return e instanceof StoreException failure && failure.fault() == StoreException.Fault.RIVALRY;
    }

    private void failed(List<PendingAppend> batch, StoreException e) {
        pulse.failed(e);
        batch.forEach(pending -> pending.failed(e));
    }

    private void commit(List<PendingAppend> batch) {
        List<Append> placed =
                journal.append(batch.stream().map(PendingAppend::append).toList());
        pulse.saved();
        blocked = 1;
        commands.add(batch.size()); // first: nobody sees more commits than commands
        commits.increment();
        for (int i = 0; i < placed.size(); i++) {
            batch.get(i).saved(placed.get(i));
        }
    }

    private Optional<StoreException> settle() {
        try {
            inDoubt.settle();
            return Optional.empty();
        } catch (StoreException e) {
            LOG.warnf("What became of a broken commit cannot be settled yet: %s", e.getMessage());
            return Optional.of(e);
        }
    }

    /**
     * The database refused some data, or deadlocked over the rows of several aggregates: one by one, so that only the
     * guilty fail, and those that rest on them. One aggregate alone deadlocks over several natural keys only.
     */
    private Optional<StoreException> refused(List<PendingAppend> part, RuntimeException e) {
        Optional<StoreException> trouble = Optional.empty();
        if (part.size() == 1) {
            return blame(part.get(0), e);
        }
        for (PendingAppend pending : part) {
            if (pending.isVoid()) {
                pending.superseded();
            } else {
                trouble = saveOrFail(List.of(pending), trouble);
            }
        }
        return trouble;
    }
}
