package ee.cqrs.benchmark;

import java.time.Duration;

/**
 * What the processors spent, user and system.
 *
 * @param server in the VM of the server
 * @param generator in this VM, which sends HTTP requests to the server
 */
record ProcessorTime(Duration server, Duration generator) {

    static ProcessorTime of(ProcessHandle server) {
        return new ProcessorTime(spentBy(server), spentBy(ProcessHandle.current()));
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(server.minus(before.server), generator.minus(before.generator));
    }

    private static Duration spentBy(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
