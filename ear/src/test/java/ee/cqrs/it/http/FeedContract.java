package ee.cqrs.it.http;

import java.util.List;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code GET /api/events}: the log, in one global order. */
abstract class FeedContract {

    @Test
    void givenEventsOfSeveralAggregatesThenTheLogHasThemInOneOrder() throws Exception {
        long before = REST.head();
        String account = Given.openAccount();
        String counter = Given.activeCounter();
        Given.deposit(account, "1").send().ok();
        Given.bump(counter).send().ok();

        JsonNode page = feed("?after=" + before);

        assertThat(Response.fields(page)).containsExactly("events", "next", "head");
        assertThat(Response.numbers(page.get("events"), "/meta/position"))
                .isEqualTo(
                        LongStream.rangeClosed(before + 1, before + 4).boxed().toList());
        assertThat(Response.texts(page.get("events"), "/type"))
                .containsExactly("AccountOpened", "CounterActivated", "MoneyDeposited", "CounterBumped");
        assertThat(Response.texts(page.get("events"), "/meta/id")).containsExactly(account, counter, account, counter);
        assertThat(page.get("next").longValue()).isEqualTo(before + 4);
        assertThat(page.get("head").longValue()).isEqualTo(before + 4);
        assertThat(page.at("/events/3"))
                .isEqualTo(REST.events("counter", counter).get(1));
    }

    @Test
    void givenALimitThenTheLogComesPageByPageToTheHead() throws Exception {
        long before = REST.head();
        Given.counterAt(2);

        assertPage(feed("?limit=2&after=" + before), List.of(before + 1, before + 2), before + 2);
        assertPage(feed("?limit=2&after=" + (before + 2)), List.of(before + 3), before + 3);
        assertPage(feed("?limit=2&after=" + (before + 3)), List.of(), before + 3);
    }

    @Test
    void givenNoStartThenTheLogBeginsAtPositionOne() throws Exception {
        Given.activeCounter();

        assertThat(feed("?limit=1").at("/events/0/meta/position").longValue()).isEqualTo(1);
        assertThat(feed("?after=0&limit=1")).isEqualTo(feed("?limit=1"));
    }

    @Test
    void givenATypeThenOnlyItsEventsAreShownAndNothingIsReadTwice() throws Exception {
        long before = REST.head();
        String account = Given.openAccount();
        Given.counterAt(1);
        Given.deposit(account, "1").send().ok();
        Given.activeCounter();

        String accounts = "?type=account&limit=1&after=";
        assertPage(feed(accounts + before), List.of(before + 1), before + 1);
        assertPage(feed(accounts + (before + 1)), List.of(before + 4), before + 4);
        assertPage(feed(accounts + (before + 4)), List.of(), before + 5);
        assertPage(feed("?type=contact-details&after=" + before), List.of(), before + 5);
    }

    @Test
    void givenAStartBehindTheHeadThenThereIsNothingYet() throws Exception {
        long head = REST.head();

        JsonNode page = feed("?after=" + (head + 10));

        assertThat(page.get("events")).isEmpty();
        assertThat(page.get("next").longValue()).isEqualTo(head + 10);
        assertThat(page.get("head").longValue()).isEqualTo(head);
    }

    private static JsonNode feed(String query) throws Exception {
        return Request.get("/events" + query).send().ok();
    }

    private static void assertPage(JsonNode page, List<Long> positions, long next) {
        assertThat(Response.numbers(page.get("events"), "/meta/position")).isEqualTo(positions);
        assertThat(page.get("next").longValue()).isEqualTo(next);
    }
}
