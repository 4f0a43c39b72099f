package ee.cqrs.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the resources below {@code /cqrs/api}. */
@ApplicationPath("/api")
public class RestApi extends Application {}
