package ee.cqrs.it.http;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of events and of ids. */
abstract class PageContract {

    @Test
    void givenALimitThenTheEventsComePageByPage() throws Exception {
        String id = Given.counterAt(4);

        assertPage(events(id, "?limit=2"), List.of(0L, 1L), 1);
        assertPage(events(id, "?after=1&limit=2"), List.of(2L, 3L), 3);
        assertPage(events(id, "?after=3&limit=2"), List.of(4L), 4);
        assertPage(events(id, "?after=4&limit=2"), List.of(), 4);
    }

    @Test
    void givenNoLimitThenAHundredEventsAreShown() throws Exception {
        String id = Given.activeCounter();
        String bump = "{\"type\":\"counter\",\"id\":\"%s\",\"command\":\"BumpCounter\",\"data\":{}}".formatted(id);
        Request.post(
                        "/commands",
                        IntStream.range(0, 120).mapToObj(i -> bump).collect(Collectors.joining(",", "[", "]")))
                .send()
                .ok();

        List<Long> firstHundred = LongStream.range(0, 100).boxed().toList();
        assertPage(events(id, ""), firstHundred, 99);
        assertPage(events(id, "?after=-1"), firstHundred, 99);
        assertPage(
                events(id, "?after=99"),
                LongStream.rangeClosed(100, 120).boxed().toList(),
                120);
    }

    @Test
    void givenIdsThenTheyComePageByPageEachOnce() throws Exception {
        String prefix = Given.freshId();
        List<String> expected =
                IntStream.rangeClosed(1, 5).mapToObj(i -> prefix + "-" + i).toList();
        for (String id : expected) {
            Given.open(id, "EUR");
        }

        JsonNode page = Request.get("/aggregates/account?limit=2&after=" + prefix)
                .send()
                .ok();

        assertThat(Response.fields(page)).containsExactly("ids", "next");
        assertThat(Response.texts(page.get("ids"), "")).containsExactly(prefix + "-1", prefix + "-2");
        assertThat(page.get("next").textValue()).isEqualTo(prefix + "-2");
        assertThat(Stored.ids("account", 3)).doesNotHaveDuplicates().containsAll(expected);
    }

    @Test
    void givenAnIdInOneTypeThenItIsNotListedInAnother() throws Exception {
        String id = Given.openAccount();

        assertThat(Stored.ids("account", 1_000)).contains(id);
        assertThat(Stored.ids("counter", 1_000)).doesNotContain(id);
    }

    private static JsonNode events(String id, String query) throws Exception {
        return Request.get("/aggregates/counter/%s/events%s".formatted(id, query))
                .send()
                .ok();
    }

    private static void assertPage(JsonNode page, List<Long> indexes, long next) {
        assertThat(Response.fields(page)).containsExactly("events", "next");
        assertThat(Response.numbers(page.get("events"), "/meta/index")).isEqualTo(indexes);
        assertThat(page.get("next").longValue()).isEqualTo(next);
    }
}
