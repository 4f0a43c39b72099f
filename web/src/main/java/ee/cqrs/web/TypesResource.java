package ee.cqrs.web;

import java.util.List;
import java.util.Locale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.catalogue.JsonSchemas;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.query.Queries;
import ee.cqrs.query.QueryDefinition;
import ee.cqrs.supervision.ApplicationStatus;
import ee.cqrs.supervision.ApplicationSupervisor;

/** The catalogue: what runs here, and which messages it takes and makes. */
@Singleton
@Path("/types")
@Produces(MediaType.APPLICATION_JSON)
public class TypesResource {

    @Inject
    private ApplicationSupervisor supervisor;

    @Inject
    private Catalogue catalogue;

    @Inject
    private Queries queries;

    @Inject
    private JsonSchemas schemas;

    /**
     * Shows the catalogue.
     *
     * @return all applications, and the types of those that run
     */
    @GET
    public Types types() {
        return new Types(
                supervisor.applications(),
                catalogue.all().stream().map(this::type).toList(),
                queries.all().stream().map(this::query).toList());
    }

    private Type type(AggregateDefinition<?> definition) {
        return new Type(
                definition.name(),
                definition.application(),
                modality(definition.snapshotPeriod()),
                definition.storedSnapshotPeriod(),
                definition.singleton(),
                messages(definition.commands()),
                messages(definition.events()),
                message(definition.state()));
    }

    private Question query(QueryDefinition query) {
        return new Question(
                query.name(),
                query.application(),
                query.parameters().stream()
                        .map(parameter ->
                                new Parameter(parameter.name(), parameter.required(), schemas.of(parameter.type())))
                        .toList(),
                query.paged(),
                query.sort(),
                query.projections().stream().sorted().toList(),
                query.shape().name().toLowerCase(Locale.ROOT),
                schemas.of(query.result()));
    }

    private List<Message> messages(List<MessageType> types) {
        return types.stream().map(this::message).toList();
    }

    private Message message(MessageType type) {
        return new Message(type.name(), type.version(), type.aliases(), schemas.of(type));
    }

    private static String modality(int snapshotPeriod) {
        return switch (snapshotPeriod) {
            case AggregateType.NEVER -> "events";
            case 0 -> "snapshots";
            default -> "events-and-snapshots";
        };
    }

    /**
     * The catalogue.
     *
     * @param applications those that run and those that do not
     * @param types the aggregate types of those that run
     * @param queries their queries
     */
    public record Types(List<ApplicationStatus> applications, List<Type> types, List<Question> queries) {}

    /**
     * A query.
     *
     * @param name its name
     * @param application the application it belongs to; null if it belongs to none
     * @param parameters what it is asked with
     * @param paged whether it takes {@code limit} and {@code after} too
     * @param sort by what it can be sorted; empty if it takes no {@code sort}
     * @param projections those whose place in the log counts for a position
     * @param result {@code one}, {@code optional}, {@code list} or {@code page}
     * @param schema the JSON Schema of each record
     */
    public record Question(
            String name,
            String application,
            List<Parameter> parameters,
            boolean paged,
            List<String> sort,
            List<String> projections,
            String result,
            JsonNode schema) {}

    /**
     * A parameter of a query.
     *
     * @param name its name
     * @param required whether it must be there
     * @param schema its JSON Schema
     */
    public record Parameter(String name, boolean required, JsonNode schema) {}

    /**
     * An aggregate type.
     *
     * @param type its name
     * @param application the application it belongs to
     * @param modality {@code events}, {@code events-and-snapshots} or {@code snapshots}
     * @param snapshotPeriod the number of events between two snapshots; null for never
     * @param singleton whether there is one instance only, whose id is the name of the type
     * @param commands what it can be told
     * @param events what can happen to it
     * @param state what it is
     */
    public record Type(
            String type,
            String application,
            String modality,
            Integer snapshotPeriod,
            boolean singleton,
            List<Message> commands,
            List<Message> events,
            Message state) {}

    /**
     * A command, event or state.
     *
     * @param name its name
     * @param version its schema version
     * @param aliases its earlier names
     * @param schema its JSON Schema
     */
    public record Message(String name, int version, List<String> aliases, JsonNode schema) {}
}
