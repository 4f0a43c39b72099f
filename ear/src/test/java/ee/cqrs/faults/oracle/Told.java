package ee.cqrs.faults.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.Reply;

/** What canaries are made of: events and answers as a server would write them, about one counter. */
final class Told {

    private Told() {}

    static JsonNode activated(long position, long index, String commandId) {
        return event("CounterActivated", "{\"initialValue\":0}", position, index, commandId);
    }

    static JsonNode bumped(long position, long index, String commandId) {
        return event("CounterBumped", "{\"amount\":1}", position, index, commandId);
    }

    private static JsonNode event(String type, String data, long position, long index, String commandId) {
        return Reply.json("""
                {"meta":{"type":"counter","id":"1","position":%d,"index":%d,"commandId":"%s"},"type":"%s","data":%s}""".formatted(position, index, commandId, type, data));
    }

    static SentCommand command(String commandId) {
        return new SentCommand("counter", "1", "BumpCounter", "{}", commandId);
    }

    static SentCommand activation(String commandId) {
        return new SentCommand("counter", "1", "ActivateCounter", "{\"initialValue\":0}", commandId);
    }

    static Answered accepted(String commandId, JsonNode... events) {
        return accepted(command(commandId), events);
    }

    static Answered accepted(SentCommand command, JsonNode... events) {
        ObjectNode body = (ObjectNode) Reply.json("{\"commandId\":\"%s\"}".formatted(command.commandId()));
        body.putArray("events").addAll(List.of(events));
        return new Answered(command, 200, body);
    }

    static Answered answered(String commandId, int status) {
        return new Answered(command(commandId), status, Reply.json("{}"));
    }

    static EventLog log(JsonNode... events) {
        return new EventLog(List.of(events));
    }

    /** A change of contact details, which are not in the log. */
    static Answered changed(String commandId, long index, String email) {
        SentCommand command = new SentCommand("contact-details", "1", "ChangeEmailAddress", "{}", commandId);
        return accepted(command, Reply.json("""
                {"meta":{"type":"contact-details","id":"1","index":%d,"commandId":"%s"},"type":"EmailAddressChanged",\
                "data":{"email":"%s"}}""".formatted(index, commandId, email)));
    }

    /** What an oracle finds where the server shows a counter that was bumped to a value, at an index. */
    static Findings judge(Oracle oracle, Model model, EventLog log, long value, long index, String... setAside)
            throws Exception {
        JsonNode shown = Reply.json("""
                {"meta":{"index":%d},"state":{"value":%d,"owner":null,"active":true}}""".formatted(index, value));
        return judge(oracle, model, log, shown, setAside);
    }

    /** What an oracle finds where the server shows a state. */
    static Findings judge(Oracle oracle, Model model, EventLog log, JsonNode shown, String... setAside)
            throws Exception {
        return judge(
                oracle,
                new Evidence(model, log, Set.of(setAside), (type, id) -> shown, () -> sound(log), at -> Map.of()));
    }

    /** What is found where the server comes to a verdict on its log. */
    static Findings judgeVerified(Model model, EventLog log, boolean sound, long events, long head) throws Exception {
        Evidence evidence = new Evidence(
                model, log, Set.of(), (type, id) -> null, () -> verdict(sound, events, head), at -> Map.of());
        return judge(new HistoryIsIntact(), evidence);
    }

    /** What is found where the read model shows some balances. */
    static Findings judgeBalances(EventLog log, Map<String, BigDecimal> shown) throws Exception {
        Evidence evidence = new Evidence(new Model(), log, Set.of(), (type, id) -> null, () -> sound(log), at -> shown);
        return judge(new ReadModelShowsTheLog(), evidence);
    }

    static JsonNode deposited(long position, String account, String amount) {
        return Reply.json("""
                {"meta":{"type":"account","id":"%s","position":%d,"index":0,"commandId":"c%d"},"type":"MoneyDeposited",\
                "data":{"amount":%s}}""".formatted(account, position, position, amount));
    }

    private static Findings judge(Oracle oracle, Evidence evidence) throws Exception {
        Findings findings = new Findings();
        oracle.examine(evidence, findings);
        return findings;
    }

    private static JsonNode sound(EventLog log) {
        return verdict(
                true,
                log.events().size(),
                log.events().stream().mapToLong(EventLog::position).max().orElse(0));
    }

    private static JsonNode verdict(boolean sound, long events, long head) {
        return Reply.json("{\"sound\":%b,\"events\":%d,\"head\":%d}".formatted(sound, events, head));
    }
}
