package ee.cqrs.benchmark;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the processors spent, user and system.
 *
 * @param server in the VM of the server
 * @param database in the processes of PostgreSQL; nothing for H2, which is in the server
 * @param generator in this VM, which sends HTTP requests to the server
 */
record ProcessorTime(Duration server, Duration database, Duration generator) {

    static ProcessorTime of(ProcessHandle server, Optional<ProcessHandle> postgres) {
        Stream<ProcessHandle> database =
                postgres.stream().flatMap(main -> Stream.concat(Stream.of(main), main.children()));
        return new ProcessorTime(
                spentBy(server),
                database.map(ProcessorTime::spentBy).reduce(Duration.ZERO, Duration::plus),
                spentBy(ProcessHandle.current()));
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(
                server.minus(before.server), database.minus(before.database), generator.minus(before.generator));
    }

    private static Duration spentBy(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
