package ee.cqrs.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;

/** Scalars that come back as they went, or are refused. */
final class ExactValues extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** 1e1000000 is short to write and long to read out loud: what a number has when it is written out is bounded. */
    static final int MAX_DIGITS = 400;

    ExactValues() {
        super("exact values");
        addDeserializer(String.class, new WholeString());
        addKeyDeserializer(String.class, new WholeKey());
        addDeserializer(BigDecimal.class, new BoundedDecimal());
        addDeserializer(Number.class, new PlainNumber());
        addDeserializer(Double.class, new FiniteNumber(Double.class));
        addDeserializer(double.class, new FiniteNumber(double.class));
        addSerializer(Double.class, new FiniteDouble());
        addSerializer(double.class, new FiniteDouble());
        addText(Instant.class, Instant::parse);
        addText(LocalDate.class, LocalDate::parse);
        addText(LocalDateTime.class, LocalDateTime::parse);
        addText(LocalTime.class, LocalTime::parse);
        addText(OffsetDateTime.class, OffsetDateTime::parse);
        addText(Duration.class, Duration::parse);
    }

    private <T> void addText(Class<T> type, Function<String, T> parse) {
        addDeserializer(type, new IsoText<>(type, parse));
    }

    /** A lone surrogate has no UTF-8 form: it would come back from the database as another character. */
    private static String whole(String text) {
        if (text != null && text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new InvalidJsonException("", "The text holds half a surrogate pair");
        }
        return text;
    }

    private static final class WholeString extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return whole(super.deserialize(parser, context));
        }
    }

    private static final class WholeKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return whole(key);
        }
    }

    private static final class BoundedDecimal extends NumberDeserializers.BigDecimalDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            BigDecimal value = super.deserialize(parser, context);
            if (Math.abs((long) value.scale()) > MAX_DIGITS) {
                throw outOfRange();
            }
            BigDecimal plain =
                    value.scale() < 0 ? value.setScale(0) : value; // as it will be written: without an exponent
            if (Math.max(plain.precision(), plain.scale() + 1) > MAX_DIGITS) {
                throw outOfRange(); // it would be written and not be read again
            }
            return plain;
        }

        private static InvalidJsonException outOfRange() {
            return new InvalidJsonException(
                    "",
                    "The number is out of range: it has more than %d digits without its exponent"
                            .formatted(MAX_DIGITS));
        }
    }

    /** What upcasters get. */
    private static final class PlainNumber extends StdScalarDeserializer<Number> {
        private static final long serialVersionUID = 1L;

        private final BoundedDecimal decimal = new BoundedDecimal();

        PlainNumber() {
            super(Number.class);
        }

        @Override
        public Number deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                    ? parser.getNumberValue()
                    : decimal.deserialize(parser, context);
        }
    }

    private static final class FiniteNumber extends NumberDeserializers.DoubleDeserializer {
        private static final long serialVersionUID = 1L;

        FiniteNumber(Class<Double> type) {
            super(type, type.isPrimitive() ? Double.valueOf(0) : null);
        }

        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) { // the quoted NaN
                return (Double) context.handleUnexpectedToken(handledType(), parser);
            }
            Double value = super.deserialize(parser, context);
            if (!Double.isFinite(value)) {
                throw new InvalidJsonException("", "The number is out of range");
            }
            return value;
        }
    }

    private static final class FiniteDouble extends StdScalarSerializer<Double> {
        private static final long serialVersionUID = 1L;

        FiniteDouble() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (!Double.isFinite(value)) {
                throw new IllegalStateException(value + " has no JSON form");
            }
            json.writeNumber(value);
        }
    }

    /** One ISO 8601 form for each type of java.time; no numbers, no arrays, no other forms. */
    private static final class IsoText<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        IsoText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked") // both handlers throw
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            try {
                return parse.apply(parser.getText());
            } catch (DateTimeException e) {
                return (T) context.handleWeirdStringValue(handledType(), parser.getText(), "not ISO 8601");
            }
        }
    }
}
