package ee.cqrs.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ee.cqrs.benchmark.http.Post;
import org.apache.hc.core5.http.ContentType;

/** Deposits as HTTP requests: one in a request, or many. */
final class RestLoads {

    private static final byte[] DEPOSIT = "{\"amount\":12.50}".getBytes(StandardCharsets.UTF_8);
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final int BATCHES = 50;

    private RestLoads() {}

    static Supplier<Post> deposits() {
        Post[] posts = posts(EngineLoads.ACCOUNTS, account -> {
            String path = "/cqrs/api/aggregates/account/benchmark-%d/commands/DepositMoney".formatted(account);
            return new Post(path, ContentType.APPLICATION_JSON, DEPOSIT, 1);
        });
        return () -> any(posts);
    }

    /** Requests that are as long, and have answers as long, but ask for nothing. */
    static Supplier<Post> nothing(int answerLength) {
        Post post = new Post("/benchmark/empty/" + answerLength, ContentType.APPLICATION_JSON, DEPOSIT, 1);
        return () -> post;
    }

    static Supplier<Post> arrays(int size) {
        return batches(ContentType.APPLICATION_JSON, size, "[", ",", "]");
    }

    static Supplier<Post> lines(int size) {
        return batches(NDJSON, size, "", "\n", "\n");
    }

    private static Supplier<Post> batches(ContentType type, int size, String start, String between, String end) {
        Post[] posts = posts(BATCHES, number -> {
            String body =
                    IntStream.range(0, size).mapToObj(i -> deposit()).collect(Collectors.joining(between, start, end));
            return new Post("/cqrs/api/commands", type, body.getBytes(StandardCharsets.UTF_8), size);
        });
        return () -> any(posts);
    }

    private static String deposit() {
        return "{\"type\":\"account\",\"id\":\"benchmark-%d\",\"command\":\"DepositMoney\",\"data\":{\"amount\":12.50}}"
                .formatted(ThreadLocalRandom.current().nextInt(EngineLoads.ACCOUNTS));
    }

    private static Post[] posts(int count, IntFunction<Post> post) {
        return IntStream.range(0, count).mapToObj(post).toArray(Post[]::new);
    }

    private static Post any(Post[] posts) {
        return posts[ThreadLocalRandom.current().nextInt(posts.length)];
    }
}
