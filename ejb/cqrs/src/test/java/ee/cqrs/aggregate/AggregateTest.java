package ee.cqrs.aggregate;

import java.time.Instant;

import ee.cqrs.aggregate.WrongAggregates.Complete;
import ee.cqrs.aggregate.WrongAggregates.Go;
import ee.cqrs.aggregate.WrongAggregates.Gone;
import ee.cqrs.aggregate.WrongAggregates.State;
import ee.cqrs.aggregate.WrongAggregates.Stop;
import ee.cqrs.aggregate.WrongAggregates.Stopped;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class AggregateTest {

    @SuppressWarnings("unchecked") // the behaviour is that of the class
    private final Behaviour<State> behaviour = (Behaviour<State>) Behaviour.of(Complete.class);

    private final Complete bean = new Complete();

    @BeforeEach
    void theBeanHasItsState() {
        bean.become(behaviour, new DurableState<>(new AggregateState<>(null, new State(5), null)));
    }

    @Test
    void anAttemptGivesACandidateAndLeavesTheBeanAsItWas() {
        Attempt<State> attempt = bean.decide(new State(5), new Go(), Instant.EPOCH);

        assertThat(attempt.decision()).isEqualTo(Aggregate.accept(new Gone()));
        assertThat(attempt.candidate()).isEqualTo(new State(6));
        assertThat(bean.current().state()).isEqualTo(new State(5));
    }

    @Test
    void aCandidateCanBeDecidedOnBeforeItIsSaved() {
        Attempt<State> first = bean.decide(new State(5), new Go(), Instant.EPOCH);
        Attempt<State> second = bean.decide(first.candidate(), new Go(), Instant.EPOCH);

        assertThat(second.candidate()).isEqualTo(new State(7));
    }

    @Test
    void thereIsNoTimeOutsideAnAttempt() {
        bean.decide(new State(5), new Go(), Instant.EPOCH);

        assertThatIllegalStateException().isThrownBy(bean::now).withMessageContaining("put the time into the event");
    }

    @Test
    void aPassivatedBeanHasNoState() {
        bean.passivate();

        assertThat(bean.current()).isNull();
    }

    @Test
    void anAttemptThatReturnsNullIsADefectWithAName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> bean.decide(new State(5), new Stop(), Instant.EPOCH))
                .withMessage(Complete.class.getName() + ".attempt(Stop) returned null");
    }

    @Test
    void anApplyThatReturnsNullIsADefectWithAName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> behaviour.apply(new State(5), new Stopped()))
                .withMessage(Complete.class.getName() + ".apply(Stopped) returned null");
    }

    @Test
    void anUnknownCommandIsADefectWithAName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> bean.decide(new State(5), new Gone(), Instant.EPOCH))
                .withMessageContaining("has no attempt method for");
    }

    @Test
    void anUnknownEventIsADefectWithAName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> behaviour.apply(new State(5), new Go()))
                .withMessageContaining("has no apply method for");
    }

    @Test
    void aRejectionNeedsACodeAndAMessage() {
        assertThatNullPointerException()
                .isThrownBy(() -> Aggregate.reject(null, "no"))
                .withMessage("A rejection needs a code");
        assertThatNullPointerException()
                .isThrownBy(() -> Aggregate.reject("no", null))
                .withMessage("A rejection needs a message");
    }
}
