package ee.cqrs.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import ee.cqrs.example.Parcel;
import ee.cqrs.example.Parcel.DeliverParcel;
import ee.cqrs.example.Parcel.MoveParcel;
import ee.cqrs.example.Parcel.ParcelDelivered;
import ee.cqrs.example.Parcel.ParcelMoved;
import ee.cqrs.example.Parcel.ParcelSent;
import ee.cqrs.example.Parcel.SendParcel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AggregateFixtureTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final AggregateFixture<Parcel.State> parcel = AggregateFixture.of(Parcel.class);

    @Test
    void theStateBeforeAnyEventIsTheInitialOne() {
        parcel.when(new DeliverParcel()).expectRejected("not-underway").expectState(new Parcel.State(null, false));
    }

    @Test
    void givenEventsAreAppliedInOrder() {
        parcel.given(new ParcelSent("Oslo"), new ParcelMoved("Bergen"))
                .when(new MoveParcel("Tromsø"))
                .expect(new ParcelMoved("Tromsø"));
    }

    @Test
    void aCommandSeesTheStateThatTheCommandBeforeLeft() {
        parcel.when(new SendParcel("Oslo"))
                .when(new MoveParcel("Bergen"))
                .expectState(new Parcel.State("Bergen", false));
    }

    @Test
    void aRejectedCommandChangesNothing() {
        parcel.given(new ParcelSent("Oslo"))
                .when(new SendParcel("Rome"))
                .expectRejected("already-sent")
                .when(new DeliverParcel())
                .expectState(state -> assertThat(state.place()).isEqualTo("Oslo"));
    }

    @Test
    void aStoppedClockIsTheTimeOfTheAttempt() {
        parcel.given(new ParcelSent("Oslo")).at(NOON).when(new DeliverParcel()).expect(new ParcelDelivered(NOON));
    }

    @Test
    void timeGoesOnBetweenTwoCommands() {
        parcel.at(NOON)
                .when(new SendParcel("Oslo"))
                .at(NOON.plusSeconds(60))
                .when(new DeliverParcel())
                .expect(new ParcelDelivered(NOON.plusSeconds(60)));
    }

    @Test
    void theTimeHasMicrosecondsAsInTheServer() {
        Clock nanoseconds = Clock.offset(Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofNanos(1_999));

        parcel.given(new ParcelSent("Oslo"))
                .clock(nanoseconds)
                .when(new DeliverParcel())
                .expect(new ParcelDelivered(NOON.plusNanos(1_000)));
    }

    @Test
    void anInvalidCommandDoesNotReachTheAggregate() {
        parcel.when(new SendParcel("")).expectInvalid("from").expectState(new Parcel.State(null, false));
    }

    @Test
    void aPartOfTheStateCanBeLookedAt() {
        AtomicReference<Parcel.State> seen = new AtomicReference<>();

        parcel.when(new SendParcel("Oslo")).expectState(seen::set);

        assertThat(seen).hasValue(new Parcel.State("Oslo", false));
    }

    @Test
    void aCommandOfAnotherAggregateIsAMistakeInTheTest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parcel.when(new Scale.Chat()))
                .withMessage("Chat[] is no command of Parcel");
    }

    @Test
    void aCommandIsNoGivenEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parcel.given(new DeliverParcel()))
                .withMessage("DeliverParcel[] is no event of Parcel");
    }
}
