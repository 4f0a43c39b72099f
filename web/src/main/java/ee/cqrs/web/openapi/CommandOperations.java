package ee.cqrs.web.openapi;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.JsonSchemas;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.catalogue.Modules;
import ee.cqrs.projection.ProjectionVersion;
import ee.cqrs.query.InvalidQueryException;
import ee.cqrs.query.Queries;
import ee.cqrs.query.QueryDefinition;
import ee.cqrs.supervision.Application;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.logging.Logger;

/**
 * Adds one operation for each command and query, and the schema of each command, event and state.
 *
 * <p>WildFly builds the model once, when CDI is up but before the applications have started (its service waits for
 * Weld's), so this does not ask the catalogue but makes the same definitions from the same applications.
 */
public class CommandOperations implements OASModelReader {

    private static final Logger LOG = Logger.getLogger(CommandOperations.class);

    private final JsonSchemas schemas = new JsonSchemas();
    private final OpenAPI model =
            OASFactory.createOpenAPI().paths(OASFactory.createPaths()).components(OASFactory.createComponents());
    private final QueryOperations queries = new QueryOperations(model, schemas);
    private final Modules modules = new Modules();

    @Override
    public OpenAPI buildModel() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(getClass().getClassLoader()); // by which CDI.current() finds the deployment
        try {
            CDI.current().select(Application.class).handles().forEach(this::add);
            CDI.current()
                    .select(Object.class, Any.Literal.INSTANCE)
                    .handlesStream()
                    .sorted(Comparator.comparing(CommandOperations::version))
                    .forEach(this::addQueries);
        } finally {
            thread.setContextClassLoader(before);
        }
        return model;
    }

    private void add(Instance.Handle<Application> application) {
        definitions(application).forEach(this::add);
    }

    /** A query of several versions of a projection is described as it will be when the last of them has taken over. */
    private static int version(Instance.Handle<Object> handle) {
        return ProjectionVersion.of(handle.getBean().getBeanClass())
                .map(ProjectionVersion::version)
                .orElse(0);
    }

    private void addQueries(Instance.Handle<Object> handle) {
        Class<?> bean = handle.getBean().getBeanClass();
        if (modules.isUsable(bean) && handle.getBean().getTypes().contains(bean)) { // not what it produces
            Queries.methods(bean).forEach(method -> addQuery(method, bean));
        }
    }

    /** A query that cannot start is reported when it does not. */
    private void addQuery(Method method, Class<?> bean) {
        try {
            queries.add(QueryDefinition.of(method, modules.applicationOf(bean).orElse(null)));
        } catch (InvalidQueryException e) {
            LOG.debugf(e, "No operation for a query that cannot start");
        }
    }

    /** An application that cannot start is reported by the supervisor, and has no operations. */
    private List<? extends AggregateDefinition<?>> definitions(Instance.Handle<Application> handle) {
        Class<?> bean = handle.getBean().getBeanClass();
        try {
            Application application = handle.get();
            List<? extends AggregateDefinition<?>> found = application.aggregates().stream()
                    .map(type -> AggregateDefinition.of(application.name(), type))
                    .toList();
            modules.add(bean, application.name(), true);
            return found;
        } catch (RuntimeException | LinkageError e) {
            LOG.debugf(e, "No operations for an application that cannot start");
            modules.add(bean, "", false);
            return List.of();
        }
    }

    private void add(AggregateDefinition<?> definition) {
        definition.events().forEach(event -> add(definition, event));
        add(definition, definition.state());
        for (MessageType command : definition.commands()) {
            add(definition, command);
            String id = definition.singleton() ? definition.name() : "{id}";
            model.getPaths()
                    .addPathItem(
                            "/api/aggregates/%s/%s/commands/%s".formatted(definition.name(), id, command.name()),
                            path(definition, command));
        }
    }

    private void add(AggregateDefinition<?> definition, MessageType message) {
        SchemaModel.of(key(definition, message), schemas.of(message)).forEach(model.getComponents()::addSchema);
    }

    private static PathItem path(AggregateDefinition<?> definition, MessageType command) {
        PathItem path = OASFactory.createPathItem().POST(operation(definition, command));
        List.of("IdempotencyKey", "IfMatch", "IfNoneMatch", "CorrelationId")
                .forEach(header -> path.addParameter(parameter(header)));
        return definition.singleton() ? path : path.addParameter(parameter("Id"));
    }

    private static Operation operation(AggregateDefinition<?> definition, MessageType command) {
        return OASFactory.createOperation()
                .operationId("%s.%s".formatted(definition.name(), command.name()))
                .summary("%s: %s".formatted(definition.name(), command.name()))
                .addTag(definition.application())
                .requestBody(body(definition, command))
                .responses(responses());
    }

    private static RequestBody body(AggregateDefinition<?> definition, MessageType command) {
        MediaType fields = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/" + key(definition, command)));
        return OASFactory.createRequestBody()
                .required(true)
                .content(OASFactory.createContent().addMediaType("application/json", fields));
    }

    private static APIResponses responses() {
        APIResponses responses = OASFactory.createAPIResponses();
        responses.addAPIResponse("200", OASFactory.createAPIResponse().ref("#/components/responses/Accepted"));
        List.of("400", "404", "409", "412", "413", "415", "422", "500", "503", "504")
                .forEach(status -> responses.addAPIResponse(
                        status, OASFactory.createAPIResponse().ref("#/components/responses/Problem")));
        return responses;
    }

    private static Parameter parameter(String name) {
        return OASFactory.createParameter().ref("#/components/parameters/" + name);
    }

    private static String key(AggregateDefinition<?> definition, MessageType message) {
        return "%s.%s".formatted(definition.name(), message.name());
    }
}
