package ee.cqrs;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.ejb.Startup;
import jakarta.persistence.Entity;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import ee.cqrs.supervision.ApplicationSupervisor;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The seed's dependency map: a package is a box, and these are all the arrows there are. */
class DependencyMapTest {

    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            arrows("aggregate"),
            arrows("json"),
            arrows("settings"),
            arrows("threads"),
            arrows("catalogue", "aggregate", "json"),
            arrows("store", "aggregate", "settings", "threads"),
            arrows("snapshot", "store", "catalogue", "aggregate", "json"),
            arrows("registry", "aggregate", "settings"),
            arrows("repository", "registry", "snapshot", "store", "catalogue", "aggregate", "json", "settings"),
            arrows(
                    "command",
                    "registry",
                    "repository",
                    "store",
                    "snapshot",
                    "catalogue",
                    "aggregate",
                    "json",
                    "settings"),
            arrows("naming", "command", "registry", "repository", "catalogue", "aggregate"),
            arrows("audit", "store", "aggregate", "settings"),
            arrows("subscription", "store", "aggregate", "settings", "threads"),
            arrows(
                    "bus",
                    "projection",
                    "subscription",
                    "command",
                    "store",
                    "catalogue",
                    "aggregate",
                    "json",
                    "settings",
                    "threads"),
            arrows("projection", "subscription", "store", "catalogue", "aggregate", "json", "settings"),
            arrows(
                    "query",
                    "subscription",
                    "store",
                    "projection",
                    "command",
                    "catalogue",
                    "aggregate",
                    "json",
                    "settings",
                    "threads"),
            arrows(
                    "drift",
                    "registry",
                    "repository",
                    "snapshot",
                    "store",
                    "catalogue",
                    "aggregate",
                    "json",
                    "settings"),
            arrows(
                    "supervision",
                    "audit",
                    "bus",
                    "command",
                    "drift",
                    "subscription",
                    "projection",
                    "query",
                    "naming",
                    "repository",
                    "registry",
                    "store",
                    "catalogue",
                    "aggregate",
                    "settings",
                    "threads"),
            arrows("messaging", "command", "catalogue", "aggregate", "json", "settings", "threads"),
            arrows(
                    "testkit",
                    "aggregate",
                    "catalogue",
                    "json",
                    "projection",
                    "query",
                    "store",
                    "command",
                    "subscription",
                    "supervision"));

    private final JavaClasses framework = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("ee.cqrs");

    @Test
    void every_package_is_a_box_of_the_map() {
        Set<String> packages = framework.stream()
                .map(type -> type.getPackageName().split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @Test
    void boxes_use_only_the_boxes_that_their_arrows_point_to() {
        ARROWS.forEach((box, targets) -> onlyUses(box, targets).check(framework));
    }

    @Test
    void there_are_no_cycles() {
        slices().matching("ee.cqrs.(*)..").should().beFreeOfCycles().check(framework);
    }

    @Test
    void the_behaviour_knows_nothing_but_java_and_the_annotations_of_its_methods() {
        classes()
                .that()
                .resideInAPackage("ee.cqrs.aggregate")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "jakarta.ejb..", "ee.cqrs.aggregate")
                .check(framework);
    }

    @Test
    void nobody_outside_the_store_sees_the_tables() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .andShould()
                .resideInAPackage("ee.cqrs.store")
                .check(framework);
    }

    @Test
    void only_the_supervisor_starts_by_itself() {
        noClasses()
                .that()
                .areNotAssignableTo(ApplicationSupervisor.class)
                .should()
                .beAnnotatedWith(Startup.class)
                .check(framework);
    }

    @Test
    void canary_a_rule_that_does_not_hold_fails() {
        assertThatThrownBy(() -> onlyUses("repository", Set.of("registry")).check(framework))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ee.cqrs.store");
    }

    private static ArchRule onlyUses(String box, Set<String> targets) {
        String[] forbidden = ARROWS.keySet().stream()
                .filter(other -> !other.equals(box) && !targets.contains(other))
                .map(other -> "ee.cqrs." + other)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("ee.cqrs." + box)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    private static Map.Entry<String, Set<String>> arrows(String box, String... targets) {
        return Map.entry(box, Set.of(targets));
    }
}
