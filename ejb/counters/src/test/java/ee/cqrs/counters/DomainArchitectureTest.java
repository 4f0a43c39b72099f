package ee.cqrs.counters;

import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DomainArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("ee.cqrs.counters");

    @Test
    void theDomainSeesTheBehaviourAndConstraintsOnly() {
        domainSeesOnly("java..", "jakarta.validation.constraints", "ee.cqrs.aggregate", "ee.cqrs.counters")
                .check(CLASSES);
    }

    @Test
    void readModelsSeeTheDomainAndJpaAndWhatTheFrameworkHasForThem() {
        classes()
                .that(resideInAPackage("ee.cqrs.counters.*"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "jakarta.enterprise.context",
                        "jakarta.persistence",
                        "ee.cqrs.projection",
                        "ee.cqrs.query",
                        "ee.cqrs.counters.."))
                .check(CLASSES);
    }

    @Test
    void canary_theRuleFailsWhenTheBehaviourIsForbidden() {
        ArchRule withoutBehaviour = domainSeesOnly("java..", "jakarta.validation.constraints", "ee.cqrs.counters");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> withoutBehaviour.check(CLASSES))
                .withMessageContaining("ee.cqrs.aggregate.Aggregate");
    }

    private static ArchRule domainSeesOnly(String... packages) {
        return classes()
                .that(resideInAPackage("ee.cqrs.counters").and(not(assignableTo(CountersApplication.class))))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(packages).or(belongToAnyOf(Stateful.class, Singleton.class)));
    }
}
