package ee.cqrs.store;

import org.junit.jupiter.api.Nested;

/** What the event store promises, on whichever database. */
abstract class StoreContract {

    /** An empty one. */
    abstract TestDatabase database();

    @Nested
    class Appending extends AppendContract {
        @Override
        TestDatabase database() {
            return StoreContract.this.database();
        }
    }

    @Nested
    class Conflicts extends ConflictContract {
        @Override
        TestDatabase database() {
            return StoreContract.this.database();
        }
    }

    @Nested
    class Modalities extends ModalityContract {
        @Override
        TestDatabase database() {
            return StoreContract.this.database();
        }
    }

    @Nested
    class Locks extends LockContract {
        @Override
        TestDatabase database() {
            return StoreContract.this.database();
        }
    }

    @Nested
    class Reading extends ReadContract {
        @Override
        TestDatabase database() {
            return StoreContract.this.database();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        TestDatabase database() {
            return StoreContract.this.database();
        }
    }

    @Nested
    class Limits extends StatementLimitContract {
        @Override
        TestDatabase database() {
            return StoreContract.this.database();
        }
    }
}
