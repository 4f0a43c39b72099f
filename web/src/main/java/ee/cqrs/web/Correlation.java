package ee.cqrs.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Gives the correlation id back that came with the request, whatever the answer. */
@Provider
public class Correlation implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String id = request.getHeaderString(CommandHeaders.CORRELATION_ID);
        if (id != null && CommandHeaders.isUsable(id)) {
            response.getHeaders().putSingle(CommandHeaders.CORRELATION_ID, id);
        }
    }
}
