package ee.cqrs.catalogue;

import java.util.List;

import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.example.Parcel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CatalogueTest {

    private final Catalogue catalogue = new Catalogue();
    private final AggregateDefinition<?> parcel = AggregateDefinition.of("post", Parcel.class);
    private final AggregateDefinition<?> walker =
            AggregateDefinition.of("sports", AggregateDefinitionTest.Walker.class);

    @Test
    void aTypeIsFoundByItsName() {
        catalogue.add(List.of(parcel));

        assertThat(catalogue.find("parcel"))
                .hasValueSatisfying(found -> assertThat(found).isSameAs(parcel));
        assertThat(catalogue.find("Parcel")).isEmpty();
    }

    @Test
    void allTypesAreListedByName() {
        catalogue.add(List.of(walker));
        catalogue.add(List.of(parcel));

        assertThat(catalogue.all()).extracting(AggregateDefinition::name).containsExactly("parcel", "walker");
    }

    @Test
    void aNameThatIsTakenIsRefusedAndNothingIsAdded() {
        catalogue.add(List.of(parcel));

        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> catalogue.add(List.of(walker, AggregateDefinition.of("other", Parcel.class))))
                .withMessageContaining("the type name parcel is taken by the application post. Choose another name");
        assertThat(catalogue.find("walker")).isEmpty();
    }

    @Test
    void anApplicationDoesNotUseANameTwice() {
        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> catalogue.add(List.of(parcel, parcel)))
                .withMessageContaining("the type name parcel is taken. Choose another name");
    }
}
