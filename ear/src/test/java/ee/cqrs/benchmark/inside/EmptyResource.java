package ee.cqrs.benchmark.inside;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Does nothing with what it reads: what a request costs on this server before anything is done. */
@Path("/empty")
@Singleton
public class EmptyResource {

    /** Reads the body and answers JSON of a length. */
    @POST
    @Path("/{length}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] answer(@PathParam("length") int length, InputStream body) throws IOException {
        body.readAllBytes();
        byte[] json = new byte[length];
        Arrays.fill(json, (byte) 'x');
        json[0] = '"';
        json[length - 1] = '"';
        return json;
    }
}
