package ee.cqrs.web.end;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;

import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.LifecycleInterceptor;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.ThreadSetupHandler;
import org.jboss.logging.Logger;

/**
 * The requests that have a thread, counted around everything that is done for them. When servlets and filters are about to
 * end, these are waited for: what the container has put into their threads it takes out only while the application is
 * there, and later it would stay and hold the class loaders.
 */
final class RequestsUnderWay implements ThreadSetupHandler, LifecycleInterceptor {

    private static final Logger LOG = Logger.getLogger(RequestsUnderWay.class);
    private static final long GLANCE = Duration.ofMillis(5).toNanos();

    private final AtomicInteger count = new AtomicInteger();
    private final Duration patience;
    private boolean waited;

    RequestsUnderWay(Duration patience) {
        this.patience = patience;
    }

    @Override
    public <T, C> Action<T, C> create(Action<T, C> action) {
        return (exchange, context) -> {
            if (exchange == null) { // the start, or the end itself
                return action.call(null, context);
            }
            count.incrementAndGet();
            try {
                return action.call(exchange, context);
            } finally {
                count.decrementAndGet();
            }
        };
    }

    private synchronized void await() {
        if (waited) {
            return;
        }
        waited = true;
        long end = System.nanoTime() + patience.toNanos();
        while (count.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE);
        }
        if (count.get() > 0) {
            LOG.warnf("%d requests are still under way after %s and are cut off", count.get(), patience);
        }
    }

    @Override
    public void init(ServletInfo info, Servlet servlet, LifecycleContext context) throws ServletException {
        context.proceed();
    }

    @Override
    public void init(FilterInfo info, Filter filter, LifecycleContext context) throws ServletException {
        context.proceed();
    }

    @Override
    public void destroy(ServletInfo info, Servlet servlet, LifecycleContext context) throws ServletException {
        await();
        context.proceed();
    }

    @Override
    public void destroy(FilterInfo info, Filter filter, LifecycleContext context) throws ServletException {
        await();
        context.proceed();
    }
}
