package ee.cqrs.counters;

/** What happens to a counter. */
public sealed interface CounterEvent {

    record CounterActivated(long initialValue) implements CounterEvent {}

    record CounterBumped(long amount) implements CounterEvent {}

    record OwnerChanged(String owner) implements CounterEvent {}

    record CounterDeactivated() implements CounterEvent {}
}
