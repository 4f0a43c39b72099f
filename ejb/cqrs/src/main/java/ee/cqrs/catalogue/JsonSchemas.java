package ee.cqrs.catalogue;

import java.lang.reflect.Type;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;

/**
 * The JSON Schema (draft 2020-12) of commands, events and states: made from the record and its constraints, so that it
 * says what the strict mapper and Bean Validation take.
 */
@Singleton
public class JsonSchemas {

    private final SchemaGenerator generator =
            new SchemaGenerator(configuration().build());
    private final Map<Type, ObjectNode> schemas = new ConcurrentHashMap<>();

    /**
     * The schema of a message.
     *
     * @param type a command, event or state
     * @return a copy
     */
    public ObjectNode of(MessageType type) {
        return of(type.recordClass());
    }

    /**
     * The schema of any type that can be mapped.
     *
     * @param type a record, or what a component of one may be
     * @return a copy
     */
    public ObjectNode of(Type type) {
        return schemas.computeIfAbsent(type, this::generate).deepCopy();
    }

    private synchronized ObjectNode generate(Type type) {
        return generator.generateSchema(type);
    }

    private static SchemaGeneratorConfigBuilder configuration() {
        var builder = new SchemaGeneratorConfigBuilder(
                        new ObjectMapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.FLATTENED_OPTIONALS,
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.NULLABLE_FIELDS_BY_DEFAULT)
                .with(new JakartaValidationModule(JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED));
        builder.forFields()
                .withRequiredCheck(JsonSchemas::isPrimitive)
                .withNullableCheck(field -> isPrimitive(field) ? Boolean.FALSE : null)
                .withStringPatternResolver(JsonSchemas::pattern);
        builder.forTypesInGeneral()
                .withPropertySorter((one, other) -> 0) // as declared
                .withCustomDefinitionProvider(JsonSchemas::currency);
        return builder;
    }

    private static boolean isPrimitive(FieldScope field) {
        return field.getType().isPrimitive();
    }

    /** Bean Validation matches the whole text, JSON Schema any part of it. */
    private static String pattern(FieldScope field) {
        Pattern pattern = field.getAnnotationConsideringFieldAndGetterIfSupported(Pattern.class);
        return pattern == null ? null : "^(?:%s)$".formatted(pattern.regexp());
    }

    private static CustomDefinition currency(ResolvedType type, SchemaGenerationContext context) {
        if (!type.isInstanceOf(Currency.class)) {
            return null;
        }
        ObjectNode code = context.getGeneratorConfig().createObjectNode();
        return new CustomDefinition(code.put("type", "string").put("pattern", "^[A-Z]{3}$"));
    }
}
