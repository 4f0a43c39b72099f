package ee.cqrs.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;
import static org.assertj.core.api.Assertions.assertThat;

/** Who compares the balances with the log compares all of them. */
@FaultScenario
@Tag(SHORT_FORM)
class ReadModelIT {

    private final List<String> asked = new ArrayList<>();

    @Test
    void givenSeveralPagesThenAllOfThemAreRead() throws Exception {
        Map<String, BigDecimal> balances = new ReadModel(this::page).balances(7);

        assertThat(balances)
                .containsExactly(
                        Map.entry("a", BigDecimal.ONE), Map.entry("b", BigDecimal.TEN), Map.entry("c", BigDecimal.ONE));
        assertThat(asked)
                .containsExactly(
                        "/queries/balances?limit=1000&position=7",
                        "/queries/balances?limit=1000&position=7&after=1",
                        "/queries/balances?limit=1000&position=7&after=2");
    }

    private Answer page(String path) {
        asked.add(path);
        return new Answer(
                200,
                Reply.json(
                        switch (asked.size()) {
                            case 1 -> "{\"items\":[{\"account\":\"a\",\"balance\":1}],\"next\":1}";
                            case 2 -> "{\"items\":[{\"account\":\"b\",\"balance\":10}],\"next\":2}";
                            default -> "{\"items\":[{\"account\":\"c\",\"balance\":1}],\"next\":null}";
                        }));
    }
}
