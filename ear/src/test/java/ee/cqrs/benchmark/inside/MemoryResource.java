package ee.cqrs.benchmark.inside;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.json.Json;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.repository.AggregateRepository;

/** What live aggregates take of the heap. */
@Path("/memory")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MemoryResource {

    private static final int THREADS = 4;
    private static final int COLLECTIONS = 3;
    private static final String SMALL_CACHE = "set cache_size 1024"; // KB

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource dataSource;

    @Inject
    private Catalogue catalogue;

    @Inject
    private AggregateRepository repository;

    @Inject
    private AggregateRegistry registry;

    @Inject
    private Crew crew;

    @Inject
    private Json json;

    /** Brings aggregates into memory, and tells what the heap is then. */
    @POST
    public String live(String body) throws Exception {
        LiveRequest request = json.read(body, LiveRequest.class);
        keepPagesOut();
        AggregateDefinition<?> account = catalogue.find("account").orElseThrow();
        AtomicInteger next = new AtomicInteger(request.from());
        crew.eachOnce(THREADS, () -> {
            for (int i = next.getAndIncrement(); i < request.to(); i = next.getAndIncrement()) {
                repository
                        .find(account, new AggregateId("account", GrowRequest.account(i)))
                        .orElseThrow();
            }
        });
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return json.write(new HeapState(
                registry.live().size(), memory.getHeapMemoryUsage().getUsed()));
    }

    /** H2 keeps pages of the database in this heap, which would be taken for aggregates. */
    private void keepPagesOut() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                statement.execute(SMALL_CACHE);
            }
        }
    }
}
