package ee.cqrs.bus;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.json.Json;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.LogPages;
import ee.cqrs.threads.NamedThreads;

/**
 * The bus inside the server. Commands go in. Events are published by being recorded: every handler is told of each, from when it
 * was added on, in the order of the log, when it is durable, whichever node recorded it. A handler has a thread of its own, so
 * that one that is slow or fails holds up nobody. It lives until it is deleted or the server ends, and what happens while it
 * is away it is not told; who must miss nothing writes an {@link EventHandler}.
 */
@Singleton
public class Bus {

    private final LogPages pages;
    private final DurableHead head;
    private final Catalogue catalogue;
    private final Json json;
    private final CommandGateway gateway;
    private final Map<String, LiveHandler> handlers = new ConcurrentSkipListMap<>();
    private final Runnable wake = () -> handlers.values().forEach(LiveHandler::wake);
    private final Object order = new Object();
    private boolean stopped;

    @Resource
    private ManagedThreadFactory managedThreads;

    /**
     * Injected.
     *
     * @param pages of the log
     * @param head how far it is durable
     * @param catalogue says what the events are
     * @param json how they are read
     * @param gateway where commands go
     */
    @Inject
    public Bus(LogPages pages, DurableHead head, Catalogue catalogue, Json json, CommandGateway gateway) {
        this.pages = pages;
        this.head = head;
        this.catalogue = catalogue;
        this.json = json;
        this.gateway = gateway;
        head.addListener(wake);
    }

    /**
     * Adds a handler. It is told what happens from now on.
     *
     * @param name by which it is deleted
     * @param handler is called by one thread
     * @throws IllegalArgumentException if there is one of that name
     */
    public void addHandler(String name, BusHandler handler) {
        addHandler(name, handler, managedThreads);
    }

    synchronized void addHandler(String name, BusHandler handler, ThreadFactory threads) {
        Objects.requireNonNull(handler, "A handler is needed");
        if (stopped) {
            throw new IllegalStateException("The server stops");
        }
        LiveHandler live = new LiveHandler(name, handler, pages, head, this::recordOf, order);
        if (handlers.putIfAbsent(name, live) != null) {
            throw new IllegalArgumentException("There is a handler named " + name);
        }
        try {
            NamedThreads.one(threads, "bus-" + name).newThread(live).start();
        } catch (RuntimeException | Error e) {
            handlers.remove(name);
            throw e;
        }
    }

    /**
     * Deletes a handler. It may be told of what it is being told of, and of nothing else any more.
     *
     * @param name its name
     * @return false if there is none
     */
    public boolean deleteHandler(String name) {
        LiveHandler handler = handlers.remove(name);
        if (handler != null) {
            handler.end();
        }
        return handler != null;
    }

    /**
     * Sends a command and waits for what becomes of it. In a transaction of the caller's it joins.
     *
     * @param command the command
     * @return accepted, or rejected by the business rules
     * @throws CommandException in every other case; its problem says what and whether to try again
     */
    public CommandOutcome sendCommand(CommandMessage command) {
        return gateway.send(command);
    }

    /**
     * Tells the handlers of this node something that no aggregate has decided: at once, whatever becomes of a transaction of
     * the caller's. It is <em>not in the log</em>: nobody reads it again, and a crash forgets it. All handlers are told of it
     * between the same two events, behind those that are durable now.
     *
     * @param event what
     * @throws RejectedExecutionException if too many wait for a handler; then none is told
     */
    public void publishEvent(Record event) {
        Objects.requireNonNull(event, "An event is needed");
        synchronized (order) {
            Map<String, LiveHandler> present = Map.copyOf(handlers);
            present.forEach((name, handler) -> {
                if (handler.isFull()) {
                    throw new RejectedExecutionException(
                            "The handler %s is too slow: too many events wait for it that are not in the log"
                                    .formatted(name));
                }
            });
            long after = head.position();
            present.values().forEach(handler -> handler.publish(event, after));
        }
    }

    /**
     * How the handlers get on.
     *
     * @return by name
     */
    public List<HandlerStatus> handlers() {
        return handlers.values().stream().map(LiveHandler::status).toList();
    }

    /** Deletes all handlers: the server ends. */
    public synchronized void stop() {
        stopped = true;
        head.removeListener(wake);
        List.copyOf(handlers.keySet()).forEach(this::deleteHandler);
    }

    private Optional<Record> recordOf(RecordedEvent event) {
        return catalogue
                .find(event.meta().type())
                .flatMap(type -> type.event(event.type()))
                .map(message -> message.read(json, event.data(), event.meta().version()));
    }
}
