package ee.cqrs.it.container;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a probe has come to, as a read model. */
@Entity
@Table(name = "it_sum")
public class SumRow {

    @Id
    private String probe;

    private long amount;

    protected SumRow() {}

    SumRow(String probe) {
        this.probe = probe;
    }

    void add(long added) {
        amount += added;
    }

    long amount() {
        return amount;
    }
}
