package ee.cqrs.store;

/**
 * The saves of a journal in the hands of a test. What fails before the write is certainly not saved; before and after
 * the commit nobody knows, but in the first case it is not and in the second it is.
 */
public final class Saves {

    /** The look whether there is room to save something; what fails here must say so by a StoreException. */
    public final Script beforeRoom = new Script();

    public final Script beforeWrite = new Script();
    public final Script beforeCommit = new Script();
    public final Script afterCommit = new Script();
    public final Script beforeSettle = new Script();

    /** What a save ends with if another writer came first. */
    public static ConflictException conflict() {
        return new ConflictException(new IllegalStateException("another writer came first"));
    }
}
