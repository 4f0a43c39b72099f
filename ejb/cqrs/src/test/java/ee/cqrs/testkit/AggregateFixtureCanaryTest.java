package ee.cqrs.testkit;

import java.math.BigDecimal;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.example.Parcel;
import ee.cqrs.example.Parcel.DeliverParcel;
import ee.cqrs.example.Parcel.MoveParcel;
import ee.cqrs.example.Parcel.ParcelMoved;
import ee.cqrs.example.Parcel.ParcelSent;
import ee.cqrs.example.Parcel.SendParcel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The kit fails when an expectation does not hold: a kit that cannot fail proves nothing. */
class AggregateFixtureCanaryTest {

    private final AggregateFixture<Parcel.State> parcel =
            AggregateFixture.of(Parcel.class).given(new ParcelSent("Oslo"));
    private final AggregateFixture<Scale.State> scale = AggregateFixture.of(Scale.class);

    @Test
    void otherEventsAreShownLineByLine() {
        assertFails(() ->
                        parcel.when(new MoveParcel("Bergen")).expect(new ParcelMoved("Rome"), new ParcelMoved("Bari")))
                .withMessage("""
                        Other events were expected
                          - ParcelMoved[to=Rome]
                          + ParcelMoved[to=Bergen]
                          - ParcelMoved[to=Bari]
                          when:  MoveParcel[to=Bergen]
                          given: State[place=Oslo, delivered=false]""");
    }

    @Test
    void anEventIsNotNothing() {
        assertFails(() -> parcel.when(new MoveParcel("Bergen")).expectNothing())
                .withMessageContaining("  + ParcelMoved[to=Bergen]");
    }

    @Test
    void anEventThatIsMissingIsShown() {
        assertFails(() -> parcel.when(new MoveParcel("Bergen"))
                        .expect(new ParcelMoved("Bergen"), new ParcelMoved("Bergen")))
                .withMessageContaining("    ParcelMoved[to=Bergen]\n  - ParcelMoved[to=Bergen]\n");
    }

    @Test
    void aRejectionIsNotAnEvent() {
        assertFails(() -> parcel.when(new SendParcel("Rome")).expect(new ParcelSent("Rome")))
                .withMessageContaining("- expected: events [ParcelSent[from=Rome]]")
                .withMessageContaining("+ actual:   rejection already-sent: Sent before");
    }

    @Test
    void aRejectionIsNotNothing() {
        assertFails(() -> parcel.when(new SendParcel("Rome")).expectNothing())
                .withMessageContaining("+ actual:   rejection already-sent");
    }

    @Test
    void anAcceptanceIsNotARejection() {
        assertFails(() -> parcel.when(new MoveParcel("Bergen")).expectRejected("not-underway"))
                .withMessageContaining("- expected: rejection not-underway")
                .withMessageContaining("+ actual:   events [ParcelMoved[to=Bergen]]");
    }

    @Test
    void anotherCodeIsAnotherRejection() {
        assertFails(() -> parcel.when(new SendParcel("Rome")).expectRejected("not-underway"))
                .withMessageContaining("+ actual:   rejection already-sent");
    }

    @Test
    void anotherMessageIsAnotherRejection() {
        assertFails(() -> parcel.when(new SendParcel("Rome")).expectRejected("already-sent", "Gone"))
                .withMessageContaining("- expected: rejection already-sent: Gone");
    }

    @Test
    void anotherStateIsShown() {
        assertFails(() -> parcel.when(new MoveParcel("Bergen")).expectState(new Parcel.State("Rome", false)))
                .withMessageContaining("- expected: state State[place=Rome, delivered=false]")
                .withMessageContaining("+ actual:   state State[place=Bergen, delivered=false]");
    }

    @Test
    void aValidCommandIsNotInvalid() {
        assertFails(() -> parcel.when(new MoveParcel("Bergen")).expectInvalid("to"))
                .withMessageContaining("+ actual:   events [ParcelMoved[to=Bergen]]");
    }

    @Test
    void anotherFieldIsAnotherViolation() {
        assertFails(() -> parcel.when(new MoveParcel("")).expectInvalid("from"))
                .withMessageContaining("+ actual:   invalid to: ");
    }

    @Test
    void anInvalidCommandIsNotARejection() {
        assertFails(() -> parcel.when(new MoveParcel("")).expectRejected("not-underway"))
                .withMessageContaining("+ actual:   invalid to: ");
    }

    @Test
    void aRefusalThatNobodyExpectedStopsTheStory() {
        assertFails(() -> parcel.when(new SendParcel("Rome")).when(new DeliverParcel()))
                .withMessageContaining("- expected: acceptance, before the next command")
                .withMessageContaining("+ actual:   rejection already-sent");
    }

    @Test
    void aRecordThatJsonChangesIsRefused() {
        assertFails(() -> scale.when(new Scale.PutOn(new BigDecimal("1E+3"))))
                .withMessageContaining("- went: PutOn[grams=1E+3]")
                .withMessageContaining("+ came: PutOn[grams=1000]");
    }

    @Test
    void aStateThatJsonChangesIsRefused() {
        assertFails(() -> scale.when(new Scale.PutOn(new BigDecimal("1000")))).withMessageContaining("- went: State[");
    }

    @Test
    void aRecordWithoutAJsonFormIsRefused() {
        assertFails(() -> scale.when(new Scale.ReadNotANumber()))
                .withMessageStartingWith("Misread[reading=NaN] has no JSON form: ");
    }

    @Test
    void anApplyThatKeepsMemoryInTheBeanIsRefused() {
        assertFails(() -> scale.when(new Scale.CountInTheBean()))
                .withMessageStartingWith("A replay gives another state");
    }

    @Test
    void aWrongAggregateIsRefusedAsAtDeployment() {
        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> AggregateFixture.of(Speechless.class))
                .withMessageContaining("has no attempt method");
    }

    private static ThrowableAssertAlternative<AssertionError> assertFails(ThrowingCallable story) {
        return assertThatExceptionOfType(AssertionError.class).isThrownBy(story);
    }

    @Stateful(passivationCapable = false)
    @AggregateType("speechless")
    static class Speechless extends Aggregate<Parcel.State> {
        @Override
        protected Parcel.State initial() {
            return new Parcel.State(null, false);
        }

        Decision decide() {
            return accept();
        }
    }
}
