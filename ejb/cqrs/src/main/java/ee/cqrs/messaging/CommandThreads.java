package ee.cqrs.messaging;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.command.AttemptWatch;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.OverdueAttempt;
import ee.cqrs.command.Problem;
import ee.cqrs.threads.NamedThreads;

/**
 * Sends commands to the gateway on threads of its own: rules that hang cost one of these, and not the listener's, for which
 * the broker has put other messages and groups by.
 */
@Singleton
class CommandThreads {

    /** Past it a listener's thread does it itself. */
    private static final int MOST = 256;

    private final Map<Thread, CompletableFuture<CommandOutcome>> underWay = new ConcurrentHashMap<>();
    private final Consumer<OverdueAttempt> listener = this::giveUp;
    private final CommandGateway gateway;
    private final AttemptWatch watch;
    private ExecutorService threads;

    @Resource
    private ManagedThreadFactory managedThreads;

    @Inject
    CommandThreads(CommandGateway gateway, AttemptWatch watch) {
        this.gateway = gateway;
        this.watch = watch;
    }

    @PostConstruct
    void start() {
        start(managedThreads);
    }

    void start(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(
                0,
                MOST,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                NamedThreads.many(factory, "command"),
                (task, pool) -> task.run()); // also at the end, when the gateway says so
        watch.addListener(listener);
    }

    @PreDestroy
    void stop() {
        watch.removeListener(listener);
        threads.shutdown();
    }

    /**
     * Sends a command and waits for what becomes of it.
     *
     * @throws HangingException if its rules hang, or those of a command before it, past their deadline
     * @throws CommandException as the gateway does
     */
    CommandOutcome send(CommandMessage command) {
        CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
        threads.execute(() -> send(command, outcome));
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server stops; the broker will deliver the message again", e);
        } catch (ExecutionException e) {
            throw unwrapped(command, e.getCause());
        }
    }

    private void send(CommandMessage command, CompletableFuture<CommandOutcome> outcome) {
        underWay.put(Thread.currentThread(), outcome);
        try {
            outcome.complete(gateway.send(command));
        } catch (RuntimeException | Error e) {
            outcome.completeExceptionally(e);
        } finally {
            underWay.remove(Thread.currentThread());
        }
    }

    private void giveUp(OverdueAttempt overdue) {
        CompletableFuture<CommandOutcome> outcome = underWay.get(overdue.thread());
        if (outcome != null && isSetAside(overdue.answer())) { // else it may still be accepted
            outcome.completeExceptionally(overdue.answer());
        }
    }

    private RuntimeException unwrapped(CommandMessage command, Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof CommandException e && isSetAside(e) && watch.hangsPastDeadline(command.aggregate())
                ? new HangingException(e.problem())
                : (RuntimeException) failure;
    }

    private static boolean isSetAside(CommandException e) {
        return e.problem().kind() == Problem.Kind.SET_ASIDE;
    }

    /** Nobody knows whether this aggregate will take commands again before the server is restarted. */
    static final class HangingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        HangingException(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
