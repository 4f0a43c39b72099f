package ee.cqrs.web.openapi;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.catalogue.JsonSchemas;
import ee.cqrs.query.QueryDefinition;
import ee.cqrs.query.QueryDefinition.Shape;
import ee.cqrs.query.QueryParameter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds one operation for each query, and the schema of its records. */
final class QueryOperations {

    private final OpenAPI model;
    private final JsonSchemas schemas;

    QueryOperations(OpenAPI model, JsonSchemas schemas) {
        this.model = model;
        this.schemas = schemas;
    }

    void add(QueryDefinition query) {
        SchemaModel.of(key(query), schemas.of(query.result())).forEach(model.getComponents()::addSchema);
        model.getPaths()
                .addPathItem(
                        "/api/queries/" + query.name(),
                        OASFactory.createPathItem().GET(operation(query)));
    }

    private Operation operation(QueryDefinition query) {
        Operation operation = OASFactory.createOperation()
                .operationId("query-" + query.name())
                .summary("Query: " + query.name())
                .addTag(query.application() == null ? "queries" : query.application())
                .responses(responses(query));
        query.parameters().forEach(parameter -> operation.addParameter(parameter(query, parameter)));
        if (query.paged()) {
            List.of("Limit", "Skip").forEach(name -> operation.addParameter(reference(name)));
        }
        if (!query.sort().isEmpty()) {
            operation.addParameter(sort(query));
        }
        return operation.addParameter(reference("Position")).addParameter(reference("PositionHeader"));
    }

    private Parameter parameter(QueryDefinition query, QueryParameter parameter) {
        JsonNode schema = schemas.of(parameter.type());
        String key = key(query) + "." + parameter.name();
        return OASFactory.createParameter()
                .name(parameter.name())
                .in(In.QUERY)
                .required(parameter.required())
                .schema(SchemaModel.of(key, schema).get(key));
    }

    private static Parameter sort(QueryDefinition query) {
        return OASFactory.createParameter()
                .name("sort")
                .in(In.QUERY)
                .description("Some of %s, with commas between them and a - before those that are to descend"
                        .formatted(String.join(", ", query.sort())))
                .schema(OASFactory.createSchema().type(List.of(SchemaType.STRING)));
    }

    private static APIResponses responses(QueryDefinition query) {
        Schema one = OASFactory.createSchema().ref("#/components/schemas/" + key(query));
        Schema answer = query.shape() == Shape.LIST || query.shape() == Shape.PAGE ? page(one) : one;
        APIResponses responses = OASFactory.createAPIResponses()
                .addAPIResponse(
                        "200",
                        OASFactory.createAPIResponse()
                                .description("What is asked")
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                "application/json",
                                                OASFactory.createMediaType().schema(answer))));
        List.of("400", "404", "500", "503", "504")
                .forEach(status -> responses.addAPIResponse(
                        status, OASFactory.createAPIResponse().ref("#/components/responses/Problem")));
        return responses;
    }

    private static Schema page(Schema item) {
        return OASFactory.createSchema()
                .type(List.of(SchemaType.OBJECT))
                .addProperty(
                        "items",
                        OASFactory.createSchema()
                                .type(List.of(SchemaType.ARRAY))
                                .items(item))
                .addProperty(
                        "next",
                        OASFactory.createSchema()
                                .type(List.of(SchemaType.INTEGER, SchemaType.NULL))
                                .description(
                                        "What to pass as \"after\" for the next page; null if this is the last one"));
    }

    private static Parameter reference(String name) {
        return OASFactory.createParameter().ref("#/components/parameters/" + name);
    }

    private static String key(QueryDefinition query) {
        return "queries." + query.name();
    }
}
