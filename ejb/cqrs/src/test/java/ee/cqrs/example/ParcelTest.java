package ee.cqrs.example;

import java.time.Instant;

import ee.cqrs.example.Parcel.DeliverParcel;
import ee.cqrs.example.Parcel.MoveParcel;
import ee.cqrs.example.Parcel.ParcelDelivered;
import ee.cqrs.example.Parcel.ParcelMoved;
import ee.cqrs.example.Parcel.ParcelSent;
import ee.cqrs.example.Parcel.SendParcel;
import ee.cqrs.testkit.AggregateFixture;
import org.junit.jupiter.api.Test;

class ParcelTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final AggregateFixture<Parcel.State> parcel = AggregateFixture.of(Parcel.class);

    @Test
    void aParcelTravelsToItsReceiver() {
        parcel.at(NOON)
                .when(new SendParcel("Oslo"))
                .expect(new ParcelSent("Oslo"))
                .when(new MoveParcel("Bergen"))
                .expect(new ParcelMoved("Bergen"))
                .when(new DeliverParcel())
                .expect(new ParcelDelivered(NOON))
                .expectState(new Parcel.State("Bergen", true));
    }

    @Test
    void aParcelIsSentOnce() {
        parcel.given(new ParcelSent("Oslo")).when(new SendParcel("Rome")).expectRejected("already-sent", "Sent before");
    }

    @Test
    void aDeliveredParcelMovesNoMore() {
        parcel.given(new ParcelSent("Oslo"), new ParcelDelivered(NOON))
                .when(new MoveParcel("Bergen"))
                .expectRejected("not-underway");
    }

    @Test
    void aParcelThatWasNotSentCannotBeDelivered() {
        parcel.when(new DeliverParcel()).expectRejected("not-underway");
    }

    @Test
    void aParcelIsSentFromSomewhere() {
        parcel.when(new SendParcel(" ")).expectInvalid("from");
    }
}
