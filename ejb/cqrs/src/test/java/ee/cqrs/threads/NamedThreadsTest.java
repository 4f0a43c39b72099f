package ee.cqrs.threads;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NamedThreadsTest {

    @Test
    void what_one_thread_does_is_its_name_also_when_it_is_started_again() {
        assertThat(names(NamedThreads.one(Thread::new, "journal-writer")))
                .containsExactly("cqrs-journal-writer", "cqrs-journal-writer", "cqrs-journal-writer");
    }

    @Test
    void threads_that_do_the_same_are_counted() {
        assertThat(names(NamedThreads.many(Thread::new, "read")))
                .containsExactly("cqrs-read-1", "cqrs-read-2", "cqrs-read-3");
    }

    @Test
    void a_thread_is_that_of_the_container_and_does_what_it_is_given() throws InterruptedException {
        ThreadGroup container = new ThreadGroup("container");
        Thread[] seen = new Thread[1];
        Thread thread = NamedThreads.one(work -> new Thread(container, work), "node")
                .newThread(() -> seen[0] = Thread.currentThread());

        thread.start();
        thread.join();

        assertThat(seen[0]).isSameAs(thread).extracting(Thread::getName).isEqualTo("cqrs-node");
        assertThat(thread.getThreadGroup()).isIn(container, null); // null: it has ended
    }

    private static List<String> names(NamedThreads threads) {
        return Stream.generate(() -> threads.newThread(() -> {}))
                .limit(3)
                .map(Thread::getName)
                .toList();
    }
}
