package ee.cqrs.aggregate;

import java.text.Normalizer;

/**
 * Which aggregate: ids are unique within their type only.
 *
 * @param type the name given by {@link AggregateType}
 * @param id 1 to 200 code points in Unicode normal form C, without control characters and lone surrogates
 */
public record AggregateId(String type, String id) {

    /** The longest id, in code points. */
    public static final int MAX_LENGTH = 200;

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if the id is not a legal one; the message says why
     */
    public AggregateId {
        String fault = faultOf(id);
        if (fault != null) {
            throw new IllegalArgumentException("The aggregate id " + fault);
        }
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }

    private static String faultOf(String id) {
        if (id == null || id.isEmpty()) {
            return "is empty; give 1 to " + MAX_LENGTH + " characters";
        }
        if (id.codePointCount(0, id.length()) > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters";
        }
        if (id.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            return "holds half a surrogate pair";
        }
        if (id.codePoints().anyMatch(Character::isISOControl)) {
            return "holds a control character";
        }
        return Normalizer.isNormalized(id, Normalizer.Form.NFC) ? null : "is not in Unicode normal form C (NFC)";
    }
}
