package ee.cqrs.web;

import java.util.List;

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
                catalogue.all().stream().map(this::type).toList());
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
     */
    public record Types(List<ApplicationStatus> applications, List<Type> types) {}

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
