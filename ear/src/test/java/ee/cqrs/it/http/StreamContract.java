package ee.cqrs.it.http;

import java.util.List;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.EventSource;
import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.Followed.await;
import static ee.cqrs.it.http.Followed.data;
import static ee.cqrs.it.http.Followed.follow;
import static ee.cqrs.it.http.Followed.ids;
import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code Accept: text/event-stream}: the log, and the events of one aggregate, as they grow. */
abstract class StreamContract {

    @Test
    void givenALogThenItIsSentAsThePageHasItAndGoesOn() throws Exception {
        long before = REST.head();
        String account = Given.openAccount();

        try (EventSource source = follow("/events?after=" + before)) {
            await(source, 1);
            Given.deposit(account, "1").send().ok();
            await(source, 2);

            assertThat(source.status()).isEqualTo(200);
            assertThat(source.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(source.header("Cache-Control")).contains("no-store");
            assertThat(source.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(ids(source)).containsExactly(before + 1, before + 2);
            assertThat(source.events())
                    .extracting(EventSource.Sent::name)
                    .containsExactly("AccountOpened", "MoneyDeposited");
            assertThat(data(source)).isEqualTo(REST.feed(before));
        }
    }

    @Test
    void givenNoStartThenTheStreamBeginsAtPositionOne() throws Exception {
        Given.activeCounter();

        try (EventSource source = follow("/events")) {
            await(source, 1);

            assertThat(ids(source).get(0)).isEqualTo(1);
        }
    }

    @Test
    void givenTheLastIdThenTheStreamGoesOnThereWhateverTheAddressSays() throws Exception {
        long before = REST.head();
        Given.counterAt(3);

        try (EventSource source = follow("/events?after=" + before, before + 2)) {
            await(source, 2);

            assertThat(ids(source)).containsExactly(before + 3, before + 4);
        }
    }

    @Test
    void givenAStartBehindTheHeadThenTheStreamBeginsWhenTheLogIsThere() throws Exception {
        long before = REST.head();

        try (EventSource source = follow("/events?after=" + (before + 1))) {
            Given.counterAt(1);
            await(source, 1);

            assertThat(ids(source)).containsExactly(before + 2);
        }
    }

    @Test
    void givenATypeAndNamesThenOnlyTheseEventsAreSent() throws Exception {
        long before = REST.head();
        String account = Given.openAccount();

        try (EventSource deposits = follow("/events?type=account&event=MoneyDeposited&after=" + before);
                EventSource either = follow("/events?event=AccountOpened&event=CounterActivated&after=" + before)) {
            Given.activeCounter();
            Given.deposit(account, "1").send().ok();
            Given.openAccount();
            Given.deposit(account, "2").send().ok();
            await(deposits, 2);
            await(either, 3);

            assertThat(ids(deposits)).containsExactly(before + 3, before + 5);
            assertThat(ids(either)).containsExactly(before + 1, before + 2, before + 4);
        }
    }

    @Test
    void givenAnAggregateThenItsEventsAreSentAndNumberedByTheirIndexes() throws Exception {
        String id = Given.counterAt(1);
        String path = "/aggregates/counter/%s/events".formatted(id);

        try (EventSource source = follow(path);
                EventSource later = follow(path + "?after=0");
                EventSource names = follow(path + "?event=CounterActivated")) {
            await(source, 2);
            Given.activeCounter();
            Given.bump(id).send().ok();
            await(source, 3);
            await(later, 2);

            assertThat(ids(source)).containsExactly(0L, 1L, 2L);
            assertThat(data(source)).isEqualTo(REST.events("counter", id));
            assertThat(ids(later)).containsExactly(1L, 2L);
            assertThat(ids(names)).containsExactly(0L);
        }
        try (EventSource source = follow(path + "?after=-1", 1L)) {
            Given.bump(id).send().ok();
            await(source, 2);

            assertThat(ids(source)).containsExactly(2L, 3L);
        }
    }

    @Test
    void givenALongStreamThenItIsSentPageByPage() throws Exception {
        String id = Given.activeCounter();
        String other = Given.activeCounter();
        long before = REST.head();
        for (int i = 0; i < 5; i++) {
            Followed.bump(id, 90);
            Followed.bump(other, 10);
        }
        String last = Given.activeCounter();
        Followed.bump(last, 600);
        Followed.bump(last, 600);

        try (EventSource one = follow("/aggregates/counter/%s/events".formatted(id));
                EventSource all = follow("/events?after=" + before);
                EventSource type = follow("/events?type=counter&after=" + before)) {
            await(one, 451);
            await(all, 1_701);
            await(type, 1_701);

            assertThat(ids(one))
                    .isEqualTo(LongStream.rangeClosed(0, 450).boxed().toList());
            List<Long> positions =
                    LongStream.rangeClosed(before + 1, before + 1_701).boxed().toList();
            assertThat(ids(all)).isEqualTo(positions);
            assertThat(ids(type)).isEqualTo(positions);
        }
    }

    @Test
    void givenSilenceThenCommentsShowThatTheStreamLives() throws Exception {
        try (EventSource source = follow("/events?after=" + REST.head())) {
            Followed.await("two heartbeats", () -> source.comments() >= 2);

            assertThat(source.events()).isEmpty();
            assertThat(source.isOver()).isFalse();
        }
    }

    @Test
    void givenWhatIsAcceptedThenItIsJsonUnlessAStreamIsPreferred() throws Exception {
        for (String accept : List.of(
                "*/*",
                "application/json",
                "application/*",
                "text/event-stream;q=0.5, application/json",
                "text/html, */*")) {
            JsonNode page =
                    Request.get("/events?limit=1").with("Accept", accept).send().ok();
            assertThat(page.has("head")).as(accept).isTrue();
        }
        for (String accept : List.of("text/event-stream", "text/*", "application/json;q=0.5, text/event-stream")) {
            Response head =
                    Request.get("/events").method("HEAD").with("Accept", accept).send();
            assertThat(head.header("Content-Type")).as(accept).isEqualTo("text/event-stream");
        }
        Request.get("/events").with("Accept", "text/html").send().problem(406, "not-acceptable");
        Request.get("/types").with("Accept", "text/event-stream").send().problem(406, "not-acceptable");
    }
}
