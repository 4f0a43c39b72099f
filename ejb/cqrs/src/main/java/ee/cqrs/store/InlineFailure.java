package ee.cqrs.store;

import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.OptimisticLockException;

import ee.cqrs.store.StoreException.Fault;

/** Whose fault it is that an inline read model could not be written. */
final class InlineFailure {

    private static final List<String> SENSELESS = List.of("42", "0A"); // classes of statements that never succeed

    private InlineFailure() {}

    /**
     * What the journal writer makes of a failure.
     *
     * @return the failure itself if it says which command is at fault; with {@link Fault#DATA} one of them is
     */
    static RuntimeException of(RuntimeException failure) {
        Fault fault = faultOf(failure);
        if (fault != Fault.DATA) {
            return new StoreException(fault, failure);
        }
        return failure instanceof ProjectionFailureException ? failure : new StoreException(fault, failure);
    }

    private static Fault faultOf(Throwable failure) {
        String state = StoreException.sqlState(failure);
        if (!state.isEmpty()) {
            return SENSELESS.stream().anyMatch(state::startsWith) ? Fault.DATA : Fault.of(state);
        }
        boolean outrun = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(OptimisticLockException.class::isInstance);
        return outrun ? Fault.RIVALRY : Fault.DATA;
    }
}
