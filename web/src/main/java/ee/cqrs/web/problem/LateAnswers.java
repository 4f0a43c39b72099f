package ee.cqrs.web.problem;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import ee.cqrs.command.AttemptWatch;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.OverdueAttempt;
import ee.cqrs.command.Problem;
import ee.cqrs.threads.NamedThreads;
import org.jboss.logging.Logger;

/**
 * Answers those whose command hangs at its deadline, from a thread of its own: theirs cannot. The connection is closed
 * after it, because that thread still has it. Where a part of the answer is on its way, its end is a line with the problem.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true) // the streams are
public class LateAnswers extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(LateAnswers.class);

    /** Some commands of a batch may have been saved. */
    private static final Problem BATCH = Problem.retry(
            Problem.Kind.UNKNOWN_OUTCOME,
            "A command of the batch hangs: send again what has no answer, with the same command ids",
            1);

    private final transient Map<Thread, Call> calls = new ConcurrentHashMap<>();
    private transient Consumer<OverdueAttempt> listener;
    private transient ThreadFactory threads;

    @Inject
    private transient AttemptWatch watch;

    @Inject
    private transient ProblemWriter problems;

    @Resource
    private transient ManagedThreadFactory managedThreads;

    @Override
    public void init() {
        threads = NamedThreads.many(managedThreads, "late-answer");
        listener = this::answer;
        watch.addListener(listener);
    }

    @Override
    public void destroy() {
        watch.removeListener(listener);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Call call = new Call(request.getRequestURI(), new LateResponse(response), response);
        calls.put(Thread.currentThread(), call);
        try {
            chain.doFilter(request, call.guarded());
        } finally {
            calls.remove(Thread.currentThread());
        }
    }

    private void answer(OverdueAttempt overdue) {
        Call call = calls.get(overdue.thread());
        if (call == null) {
            return; // it came over JMS
        }
        LateResponse.Left left = call.guarded().takeOver();
        if (left != LateResponse.Left.NOTHING) {
            threads.newThread(() -> write(call, left, overdue.answer()))
                    .start(); // a client that takes nothing holds up nobody else
        }
    }

    private void write(Call call, LateResponse.Left left, CommandException answer) {
        try {
            call.response().setHeader("Connection", "close");
            Problem problem = call.isBatch() ? BATCH : answer.problem();
            if (left == LateResponse.Left.ALL) {
                problems.write(problem, answer.commandId(), call.response());
            } else {
                problems.writeLine(problem, call.response());
            }
            call.response().getOutputStream().close();
        } catch (IOException | RuntimeException e) { // the caller has gone
            LOG.debugf(e, "The command %s hangs, and its caller cannot be told", answer.commandId());
        }
    }

    private record Call(String path, LateResponse guarded, HttpServletResponse response) {

        boolean isBatch() {
            return path.endsWith("/api/commands");
        }
    }
}
