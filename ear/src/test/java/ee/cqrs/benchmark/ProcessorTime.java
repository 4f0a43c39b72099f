package ee.cqrs.benchmark;

import java.time.Duration;

/**
 * What the processors spent, user and system.
 *
 * @param server in the VM of the server
 */
record ProcessorTime(Duration server) {

    static ProcessorTime of(ProcessHandle server) {
        return new ProcessorTime(spentBy(server));
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(server.minus(before.server));
    }

    private static Duration spentBy(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
