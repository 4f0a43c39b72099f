package ee.cqrs.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Carries a JSON Schema over into the OpenAPI model: what it defines for itself ({@code $defs}) becomes a component
 * beside it, and its references point there.
 */
final class SchemaModel {

    private final String name;

    private SchemaModel(String name) {
        this.name = name;
    }

    static Map<String, Schema> of(String name, JsonNode jsonSchema) {
        SchemaModel model = new SchemaModel(name);
        Map<String, Schema> components = new LinkedHashMap<>();
        components.put(name, model.schema(jsonSchema));
        jsonSchema
                .path("$defs")
                .properties()
                .forEach(nested -> components.put(name + "." + nested.getKey(), model.schema(nested.getValue())));
        return components;
    }

    private Schema schema(JsonNode json) {
        Schema schema = OASFactory.createSchema();
        if (json.isBoolean()) {
            return schema.booleanSchema(json.booleanValue());
        }
        json.properties().forEach(keyword -> set(schema, keyword.getKey(), keyword.getValue()));
        return schema;
    }

    private void set(Schema schema, String keyword, JsonNode value) {
        switch (keyword) {
            case "$schema", "$defs" -> {} // the dialect is that of the document; the definitions are components
            case "$ref" -> schema.ref(reference(value.textValue()));
            case "type" ->
                schema.type(
                        each(value, type -> SchemaType.valueOf(type.textValue().toUpperCase(Locale.ROOT))));
            case "properties" ->
                value.properties()
                        .forEach(property -> schema.addProperty(property.getKey(), schema(property.getValue())));
            case "required" -> schema.required(each(value, JsonNode::textValue));
            case "additionalProperties" -> schema.additionalPropertiesSchema(schema(value));
            case "items" -> schema.items(schema(value));
            case "anyOf" -> schema.anyOf(each(value, this::schema));
            case "allOf" -> schema.allOf(each(value, this::schema));
            case "enum" -> schema.enumeration(each(value, JsonNode::textValue));
            case "minLength" -> schema.minLength(value.intValue());
            case "maxLength" -> schema.maxLength(value.intValue());
            case "minItems" -> schema.minItems(value.intValue());
            case "maxItems" -> schema.maxItems(value.intValue());
            case "minProperties" -> schema.minProperties(value.intValue());
            case "maxProperties" -> schema.maxProperties(value.intValue());
            default -> schema.set(keyword, scalar(value));
        }
    }

    private static Object scalar(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.asText();
    }

    /** {@code #} is the schema itself, {@code #/$defs/X} what it defines. */
    private String reference(String local) {
        String nested = local.substring(1).replace("/$defs/", ".");
        return "#/components/schemas/" + name + nested;
    }

    private static <T> List<T> each(JsonNode values, Function<JsonNode, T> function) {
        return values.isArray()
                ? StreamSupport.stream(values.spliterator(), false)
                        .map(function)
                        .toList()
                : List.of(function.apply(values));
    }
}
