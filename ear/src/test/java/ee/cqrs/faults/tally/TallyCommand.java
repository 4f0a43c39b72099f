package ee.cqrs.faults.tally;

/** What can be asked of a tally. */
public sealed interface TallyCommand {

    /** Counts from 1 on: one event for each number. */
    record CountTo(int last) implements TallyCommand {}

    /** Misbehaves; a way that takes time does so for so many seconds. */
    record Misbehave(Way way, int seconds) implements TallyCommand {}
}
