package ee.cqrs.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ee.cqrs.query.QueryDefinition.Shape;
import ee.cqrs.query.Shop.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryDefinitionTest {

    @Test
    void givenAMethodThenItsSignatureSaysWhatIsAskedAndAnswered() {
        QueryDefinition query = of(Good.class);

        assertThat(query.name()).isEqualTo("good");
        assertThat(query.application()).isEqualTo("shop");
        assertThat(query.parameters())
                .containsExactly(
                        new QueryParameter("name", String.class, true),
                        new QueryParameter("age", Integer.class, false));
        assertThat(query.paged()).isTrue();
        assertThat(query.sort()).containsExactly("name");
        assertThat(query.projections()).isEqualTo(Set.of("people"));
        assertThat(query.shape()).isEqualTo(Shape.PAGE);
        assertThat(query.result()).isEqualTo(Said.class);
    }

    @Test
    void givenAMethodThatBreaksTheContractThenItIsRefusedWithTheRemedy() {
        assertRefused(Hidden.class, "cannot be the query 'hidden'. Make it public");
        assertRefused(BadName.class, "cannot be the query 'a/b'. Make it public, and give the query a name");
        assertRefused(Text.class, "returns java.lang.String. Return a record");
        assertRefused(Texts.class, "returns java.util.List<java.lang.String>. Return a record");
        assertRefused(Odd.class, "has no JSON form");
        assertRefused(
                Maps.class, "has the parameter map of the type java.util.Map<java.lang.String, java.lang.String>");
        assertRefused(Reserved.class, "has the parameter limit, which is the framework's. Choose another name");
        assertRefused(Mixed.class, "has parameters beside a record of them. Put all of them into the record");
        assertRefused(Unpaged.class, "can be sorted and has no pages. Take a PageRequest");
    }

    private static void assertRefused(Class<?> bean, String message) {
        assertThatThrownBy(() -> of(bean))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining(bean.getName())
                .hasMessageContaining(message);
    }

    private static QueryDefinition of(Class<?> bean) {
        return QueryDefinition.of(Queries.methods(bean).findFirst().orElseThrow(), "shop");
    }

    static class Good {
        @Query(value = "good", sort = "name", projections = "people")
        public Page<Said> ask(String name, PageRequest page, Optional<Integer> age) {
            throw new UnsupportedOperationException();
        }
    }

    static class Hidden {
        @Query("hidden")
        Said ask() {
            throw new UnsupportedOperationException();
        }
    }

    static class BadName {
        @Query("a/b")
        public Said ask() {
            throw new UnsupportedOperationException();
        }
    }

    static class Text {
        @Query("text")
        public String ask() {
            throw new UnsupportedOperationException();
        }
    }

    static class Texts {
        @Query("texts")
        public List<String> ask() {
            throw new UnsupportedOperationException();
        }
    }

    static class Odd {
        public record WithThread(Thread thread) {}

        @Query("odd")
        public WithThread ask() {
            throw new UnsupportedOperationException();
        }
    }

    static class Maps {
        @Query("maps")
        public Said ask(Map<String, String> map) {
            throw new UnsupportedOperationException();
        }
    }

    static class Reserved {
        @Query("reserved")
        public Said ask(int limit) {
            throw new UnsupportedOperationException();
        }
    }

    static class Mixed {
        @Query("mixed")
        public Said ask(Said said, int number) {
            throw new UnsupportedOperationException();
        }
    }

    static class Unpaged {
        @Query(value = "unpaged", sort = "name")
        public List<Said> ask() {
            throw new UnsupportedOperationException();
        }
    }
}
