package ee.cqrs.store;

import java.util.Optional;

/**
 * What the journal writer says in the database's own words.
 *
 * @param limitWaits sets the time-outs of the transaction: they end a wait for a node that holds a row, and the
 *     transaction of a node that froze while it held one; empty where there is only one node
 * @param takePositions takes the journal row, and as many positions as its first parameter says, and returns the new
 *     head; nothing if the journal has another epoch than its second parameter; sets the same time-outs
 * @param settle takes the journal row and returns its head; sets the same time-outs
 * @param savedCommands finds those of some command ids that are stored; its parameter is their array
 * @param reservedValues finds type and id of the aggregates, name and value of natural keys with one of some values; its
 *     parameter is their array
 * @param reservedBy the same of aggregates with one of some ids
 */
record JournalStatements(
        Optional<String> limitWaits,
        String takePositions,
        String settle,
        String savedCommands,
        String reservedValues,
        String reservedBy) {}
