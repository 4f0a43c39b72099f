package ee.cqrs.faults.tally;

/** What happens to a tally. */
public sealed interface TallyEvent {

    record Counted(int number) implements TallyEvent {}

    /** Cannot be applied. */
    record Broken(Way way) implements TallyEvent {}
}
