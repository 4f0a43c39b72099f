package ee.cqrs.it.http;

import java.io.IOException;
import java.util.UUID;

/** What is there before a test, under ids of its own. */
final class Given {

    private Given() {}

    static String freshId() {
        return "http-" + UUID.randomUUID();
    }

    /** An account in EUR. */
    static String openAccount() throws IOException, InterruptedException {
        return openAccount("EUR");
    }

    static String openAccount(String currency) throws IOException, InterruptedException {
        String id = freshId();
        open(id, currency);
        return id;
    }

    static void open(String id, String currency) throws IOException, InterruptedException {
        Request.command("account", id, "OpenAccount", "{\"owner\":\"Ada\",\"currency\":\"%s\"}".formatted(currency))
                .send()
                .ok();
    }

    /** A counter at 0, after one event. */
    static String activeCounter() throws IOException, InterruptedException {
        String id = freshId();
        Request.command("counter", id, "ActivateCounter", "{\"initialValue\":0}")
                .send()
                .ok();
        return id;
    }

    /** A counter at n, after n + 1 events. */
    static String counterAt(int n) throws IOException, InterruptedException {
        String id = activeCounter();
        for (int i = 0; i < n; i++) {
            bump(id).send().ok();
        }
        return id;
    }

    static Request bump(String id) {
        return Request.command("counter", id, "BumpCounter", "{}");
    }

    static Request deposit(String id, String amount) {
        return Request.command("account", id, "DepositMoney", "{\"amount\":%s}".formatted(amount));
    }
}
