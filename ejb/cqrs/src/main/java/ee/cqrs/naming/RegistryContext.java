package ee.cqrs.naming;

import java.net.URLDecoder;
import java.util.List;
import java.util.stream.Stream;

import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.InvalidNameException;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.repository.AggregateRepository;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The registry as a JNDI context: {@code <type>} is a context of its own, {@code <type>/<id>} a handle. */
@Singleton
class RegistryContext extends ReadOnlyContext {

    private final Catalogue catalogue;
    private final AggregateRegistry registry;
    private final AggregateRepository repository;
    private final CommandGateway gateway;
    private final String prefix;

    @Inject
    RegistryContext(
            Catalogue catalogue, AggregateRegistry registry, AggregateRepository repository, CommandGateway gateway) {
        this(catalogue, registry, repository, gateway, "");
    }

    private RegistryContext(
            Catalogue catalogue,
            AggregateRegistry registry,
            AggregateRepository repository,
            CommandGateway gateway,
            String prefix) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.repository = repository;
        this.gateway = gateway;
        this.prefix = prefix;
    }

    @Override
    public Object lookup(Name name) throws NamingException {
        Name full = new CompositeName(prefix).addAll(name);
        return switch (full.size()) {
            case 0 -> this;
            case 1 -> type(full.get(0));
            case 2 -> handle(full.get(0), full.get(1));
            default ->
                throw new NameNotFoundException(
                        full + " is no aggregate: write <type>/<id>, with the id" + " percent-encoded");
        };
    }

    @Override
    public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
        if (lookup(name) instanceof RegistryContext found) {
            return new Listing<>(found.bindings());
        }
        throw new NamingException(name + " is an aggregate and has nothing below it");
    }

    @Override
    public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
        if (lookup(name) instanceof RegistryContext found) {
            return new Listing<>(found.bindings().map(b -> new NameClassPair(b.getName(), b.getClassName())));
        }
        throw new NamingException(name + " is an aggregate and has nothing below it");
    }

    private Stream<Binding> bindings() {
        if (prefix.isEmpty()) {
            List<AggregateDefinition<?>> types = catalogue.all();
            return types.stream().map(type -> new Binding(type.name(), below(type.name())));
        }
        return catalogue.find(prefix).stream().flatMap(definition -> registry.live().stream()
                .filter(id -> id.type().equals(prefix))
                .map(id -> new Binding(AggregateHandle.encode(id.id()), handle(id, definition))));
    }

    private RegistryContext type(String type) throws NameNotFoundException {
        if (catalogue.find(type).isEmpty()) {
            throw new NameNotFoundException("There is no aggregate type " + type);
        }
        return below(type);
    }

    private RegistryContext below(String type) {
        return new RegistryContext(catalogue, registry, repository, gateway, type);
    }

    private AggregateHandle handle(String type, String encodedId) throws NamingException {
        AggregateId id = id(type, encodedId);
        return registry.find(id)
                .flatMap(live -> catalogue.find(type))
                .map(definition -> handle(id, definition))
                .orElseThrow(() -> new NameNotFoundException(id + " is not in memory"));
    }

    private AggregateHandle handle(AggregateId id, AggregateDefinition<?> definition) {
        return new AggregateHandle(id, definition, registry, repository, gateway);
    }

    private static AggregateId id(String type, String encodedId) throws InvalidNameException {
        try {
            return new AggregateId(type, URLDecoder.decode(encodedId, UTF_8));
        } catch (IllegalArgumentException e) {
            throw new InvalidNameException(e.getMessage());
        }
    }
}
