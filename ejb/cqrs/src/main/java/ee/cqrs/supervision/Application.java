package ee.cqrs.supervision;

import java.util.List;

import ee.cqrs.aggregate.Aggregate;

/**
 * The main supervisor of an application: a CDI bean, for example {@code @ApplicationScoped}, in the application's
 * module. {@code ApplicationSupervisor} finds and starts it; nothing else starts by itself.
 */
public interface Application {

    /**
     * The name of the application. It may have tables of its own, beside those of the framework: the scripts under
     * {@code db/<name>/h2} and {@code db/<name>/postgresql} in its module make them, before it starts.
     *
     * @return unique in the server
     */
    String name();

    /**
     * The aggregate classes of the application.
     *
     * @return session beans of the application's module
     */
    List<Class<? extends Aggregate<?>>> aggregates();

    /**
     * Called once, before the application takes commands. An exception stops the start of this application only; the
     * reason is reported.
     */
    default void start() {}
}
