package ee.cqrs.web;

import java.security.Principal;

import jakarta.ws.rs.core.SecurityContext;

/** Who sends a request: the one place that says so. */
public final class Origin {

    private static final String ANONYMOUS = "anonymous";

    private Origin() {}

    /**
     * The origin that stands in the meta record of an event.
     *
     * @param caller as the container authenticated it
     * @return the name of the caller, or {@code anonymous}
     */
    public static String of(SecurityContext caller) {
        Principal principal = caller.getUserPrincipal();
        return principal == null ? ANONYMOUS : principal.getName();
    }
}
