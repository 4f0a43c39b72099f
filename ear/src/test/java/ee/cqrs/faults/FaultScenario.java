package ee.cqrs.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class whose tests are scenarios of the fault suite. Those that are tagged with {@link #SHORT_FORM} are in both forms. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("faults")
@ExtendWith(FailureInReport.class)
public @interface FaultScenario {

    /** The tag. */
    String SHORT_FORM = "short-form";
}
