package ee.cqrs.example;

import java.time.Instant;

import jakarta.ejb.Stateful;
import jakarta.validation.constraints.NotBlank;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;

@Stateful(passivationCapable = false)
@AggregateType("parcel")
public class Parcel extends Aggregate<Parcel.State> {

    public record State(String place, boolean delivered) {}

    public sealed interface Command {}

    public record SendParcel(@NotBlank String from) implements Command {}

    public record MoveParcel(@NotBlank String to) implements Command {}

    public record DeliverParcel() implements Command {}

    public sealed interface Event {}

    public record ParcelSent(String from) implements Event {}

    public record ParcelMoved(String to) implements Event {}

    public record ParcelDelivered(Instant at) implements Event {}

    @Override
    protected State initial() {
        return new State(null, false);
    }

    Decision attempt(State parcel, SendParcel send) {
        return parcel.place() == null ? accept(new ParcelSent(send.from())) : reject("already-sent", "Sent before");
    }

    Decision attempt(State parcel, MoveParcel move) {
        return underway(parcel) ? accept(new ParcelMoved(move.to())) : reject("not-underway", "Not underway");
    }

    Decision attempt(State parcel, DeliverParcel deliver) {
        return underway(parcel) ? accept(new ParcelDelivered(now())) : reject("not-underway", "Not underway");
    }

    State apply(State parcel, ParcelSent sent) {
        return new State(sent.from(), false);
    }

    State apply(State parcel, ParcelMoved moved) {
        return new State(moved.to(), false);
    }

    State apply(State parcel, ParcelDelivered delivered) {
        return new State(parcel.place(), true);
    }

    private static boolean underway(State parcel) {
        return parcel.place() != null && !parcel.delivered();
    }
}
