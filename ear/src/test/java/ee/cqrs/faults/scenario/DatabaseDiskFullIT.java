package ee.cqrs.faults.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.database.Disk;
import ee.cqrs.faults.database.FaultDatabase;
import ee.cqrs.faults.database.FileSizeLimit;
import ee.cqrs.faults.database.SmallDisk;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** There is no room for more events: on a small disk, or by a limit for files where nobody may mount one. */
@FaultScenario
@EnabledOnOs(value = OS.LINUX, disabledReason = "a tmpfs is mounted, or a limit set by prlimit")
class DatabaseDiskFullIT {

    private static final int REFUSALS = 50;
    private static final int MEGABYTES = 96;

    /** More than the other files that grow: 10 MB in the journal of the broker, 16 MB in the log of PostgreSQL. */
    private static final long LARGEST = 17L << 20;

    @Test
    @Timeout(1_800)
    void givenLoadOnH2WhenThereIsNoRoomThenCommandsAreRefusedUntilThereIs() throws Exception {
        Path data = Files.createTempDirectory("cqrs-full-h2");
        try (SmallDisk small = SmallDisk.mount(data.resolve("cqrs"), MEGABYTES);
                Scenario scenario = Scenario.named("disk full").on(Database.H2)) {
            Node node = scenario.node(1);
            node.server().data(data);
            node.start();
            Disk disk = small == null ? limitOfH2(scenario, node, data) : small;
            fillUnderLoad(scenario, node, disk);
        }
    }

    @Test
    @Timeout(1_800)
    void givenLoadOnPostgresqlWhenThereIsNoRoomThenCommandsAreRefusedUntilThereIs() throws Exception {
        try (SmallDisk small = SmallDisk.mount(Files.createTempDirectory("cqrs-full-postgresql"), MEGABYTES);
                Scenario scenario = Scenario.named("disk full").on(Database.POSTGRESQL)) {
            FaultDatabase database = scenario.database();
            Postgres postgres = database.postgres();
            if (small != null) {
                postgres.moveTo(small.directory(), database.name());
            }
            Node node = scenario.start();
            Disk disk = small == null ? limitOfPostgresql(scenario, node) : small;
            fillUnderLoad(scenario, node, disk);
        }
    }

    private static void fillUnderLoad(Scenario scenario, Node node, Disk disk) throws Exception {
        for (int round = 1; round <= 2; round++) {
            scenario.outage(node, "disk full", REFUSALS, disk::fill, disk::free);
        }
        // what the files hold is seen by who opens them
        node.kill();
        scenario.injected("kill -9");
        scenario.restart(node);
        scenario.check(node);
    }

    private static Disk limitOfH2(Scenario scenario, Node node, Path data) throws IOException {
        Path file = data.resolve("cqrs/store.mv.db");
        ProcessHandle server = node.server().process().toHandle();
        return grown(scenario, node, file, () -> Stream.concat(Stream.of(server), server.descendants()));
    }

    private static Disk limitOfPostgresql(Scenario scenario, Node node) throws IOException {
        Postgres postgres = scenario.database().postgres();
        Path events = postgres.data().resolve(scenario.database().text("select pg_relation_filepath('event')"));
        ProcessHandle process = postgres.process();
        return grown(scenario, node, events, () -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private static Disk grown(Scenario scenario, Node node, Path file, Supplier<Stream<ProcessHandle>> processes)
            throws IOException {
        for (int number = 1; Files.size(file) < LARGEST; number++) {
            SentCommand command = SentCommand.of("tally", "large-" + number, "CountTo", "{\"last\":500}");
            scenario.model().answered(command.send(node.rest()));
        }
        return new FileSizeLimit(file, processes);
    }
}
