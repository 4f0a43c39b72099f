package ee.cqrs.web;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import ee.cqrs.json.Json;

/** Writes every answer, a record or a list of records, with the framework's mapper instead of the server's. */
@Provider
@Singleton
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class JsonWriter implements MessageBodyWriter<Object> {

    @Inject
    private Json json;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord() || List.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Object answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        body.write(json.mapper().writeValueAsBytes(answer)); // all or nothing: no half an answer under a 200
    }
}
