package ee.cqrs.counters;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What can be asked of a counter. */
public sealed interface CounterCommand {

    record ActivateCounter(long initialValue) implements CounterCommand {}

    record BumpCounter() implements CounterCommand {}

    record BumpCounterBy(long amount) implements CounterCommand {}

    record ChangeOwner(@NotBlank @Size(max = 100) String owner) implements CounterCommand {}

    record DeactivateCounter() implements CounterCommand {}
}
