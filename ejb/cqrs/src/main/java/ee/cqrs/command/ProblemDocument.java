package ee.cqrs.command;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A problem on the wire, after RFC 9457.
 *
 * @param type a stable URI
 * @param title a short sentence for a person
 * @param status as in HTTP
 * @param detail what is wrong and what to do
 * @param code the stable code of a business rule
 * @param errors the fields at fault
 * @param commandId the command it is about
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<Problem.FieldError> errors,
        String commandId) {

    private static final String PREFIX = "urn:cqrs-ee:problem:";

    /**
     * Makes the document.
     *
     * @param problem what went wrong
     * @param commandId the command it is about; null if there is none
     * @return the document
     */
    public static ProblemDocument of(Problem problem, String commandId) {
        return new ProblemDocument(
                PREFIX + problem.kind().type(),
                problem.kind().title(),
                problem.kind().status(),
                problem.detail(),
                problem.code(),
                problem.errors(),
                commandId);
    }
}
