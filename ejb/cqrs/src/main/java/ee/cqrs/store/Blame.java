package ee.cqrs.store;

import java.sql.SQLException;
import java.util.Set;

import ee.cqrs.store.StoreException.Fault;

/**
 * Who is to blame when a statement of a subscriber, of a projection or of a query fails. Only what is certainly the database's
 * or the connection's is waited for: whatever else the database says would be said again, and hold everybody up for ever.
 */
public final class Blame {

    /**
     * Classes of SQLState: connection, authorization and catalog (of one that is made), rivalry, resources, operator,
     * system, configuration.
     */
    private static final Set<String> DATABASE = Set.of("08", "28", "3D", "40", "53", "57", "58", "F0");

    /**
     * In classes that they share with mistakes. PostgreSQL: read-only, the time-outs of an idle and of a long transaction, and
     * that of a lock, corruption (XX000 is what extensions say of data). 25P02 is not among them: an earlier statement failed,
     * and whoever goes on has caught that. H2: the time-out of a lock, and what it says of its file when it has no other word.
     */
    private static final Set<String> DATABASE_STATES =
            Set.of("25006", "25P03", "25P04", "55P03", "XX001", "XX002", "HYT00", "HY000");

    /** H2, among mistakes too: its file is closed, gone, locked, damaged or read-only, or memory ran out. */
    private static final Set<String> H2_FILE = Set.of(
            "90007", "90013", "90020", "90028", "90030", "90031", "90067", "90097", "90098", "90108", "90121", "90135",
            "90146");

    private static final String H2_CONCURRENT_UPDATE = "90131";

    /** IronJacamar, without an SQLState: as with 25P02, whoever goes on has caught what went wrong before. */
    private static final String MARKED = "IJ031070: Transaction cannot proceed: STATUS_MARKED_ROLLBACK";

    private Blame() {}

    /**
     * Finds out from the SQLState. Without one there was no connection to be had, as a rule.
     *
     * @param failure of a statement that the store does not know
     * @return {@link Fault#DATA} if the statement or its data is at fault
     */
    public static Fault of(SQLException failure) {
        String state = StoreException.sqlState(failure);
        if (state.equals(H2_CONCURRENT_UPDATE)) {
            return Fault.RIVALRY;
        }
        if (MARKED.equals(failure.getMessage())) {
            return Fault.DATA;
        }
        return state.length() < 2 || isDatabase(state) ? Fault.of(state) : Fault.DATA;
    }

    private static boolean isDatabase(String state) {
        return DATABASE.contains(state.substring(0, 2)) || DATABASE_STATES.contains(state) || H2_FILE.contains(state);
    }
}
