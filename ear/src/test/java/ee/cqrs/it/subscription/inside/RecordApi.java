package ee.cqrs.it.subscription.inside;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Below {@code /records}. */
@ApplicationPath("/")
public class RecordApi extends Application {}
