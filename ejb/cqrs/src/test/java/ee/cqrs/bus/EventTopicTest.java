package ee.cqrs.bus;

import java.util.List;

import ee.cqrs.subscription.UnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventTopicTest {

    @Test
    void after_its_end_it_opens_no_connection_again() {
        EventTopic topic = new EventTopic();

        topic.close();

        assertThatThrownBy(() -> topic.publish(List.of()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("stops");
    }
}
