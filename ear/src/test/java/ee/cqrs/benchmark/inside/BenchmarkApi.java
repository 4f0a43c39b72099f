package ee.cqrs.benchmark.inside;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The entrance of the benchmarks. */
@ApplicationPath("/")
public class BenchmarkApi extends Application {}
