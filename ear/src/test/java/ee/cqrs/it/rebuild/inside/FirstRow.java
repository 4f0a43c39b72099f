package ee.cqrs.it.rebuild.inside;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "it_first_value")
public class FirstRow {

    @Id
    private String counter;

    private long amount;

    protected FirstRow() {}

    FirstRow(String counter, long amount) {
        this.counter = counter;
        this.amount = amount;
    }

    void bump(long by) {
        amount += by;
    }

    String counter() {
        return counter;
    }

    long amount() {
        return amount;
    }
}
