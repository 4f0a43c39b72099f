package ee.cqrs.it.order.inside;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Below {@code /order}. */
@ApplicationPath("/")
public class BumpApi extends Application {}
