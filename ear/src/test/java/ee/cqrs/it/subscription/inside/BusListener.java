package ee.cqrs.it.subscription.inside;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import ee.cqrs.bus.Bus;
import ee.cqrs.bus.EventHandler;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.counters.CounterCommand.BumpCounter;
import ee.cqrs.counters.CounterEvent.CounterActivated;
import ee.cqrs.projection.EventContext;

/** Listens to the bus in both ways, and remembers what it was told. */
@ApplicationScoped
public class BusListener {

    private static final String NAME = "listener";

    private final List<String> activated = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Inject
    private Bus bus;

    @EventHandler("activations")
    public void on(CounterActivated event, EventContext context) {
        activated.add(context.id());
    }

    public List<String> activated() {
        return List.copyOf(activated);
    }

    public List<String> told() {
        return List.copyOf(told);
    }

    public void add() {
        bus.addHandler(
                NAME,
                event -> told.add(
                        event.isRecorded() ? "position " + event.context().position() : event.toString()));
    }

    public boolean delete() {
        return bus.deleteHandler(NAME);
    }

    public String bump(String id) {
        return bus.sendCommand(CommandMessage.of("counter", id, new BumpCounter(), "listener"))
                .getClass()
                .getSimpleName();
    }

    public void publish(String text) {
        bus.publishEvent(new Note(text));
    }

    /** Not in the log. */
    public record Note(String text) {}
}
