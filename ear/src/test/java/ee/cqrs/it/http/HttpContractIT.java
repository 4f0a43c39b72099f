package ee.cqrs.it.http;

import org.junit.jupiter.api.Nested;

/** The HTTP contract, topic by topic, under one deployment. */
class HttpContractIT extends HttpEntrance {

    @Nested
    class Commands extends CommandContract {}

    @Nested
    class Preconditions extends PreconditionContract {}

    @Nested
    class Idempotency extends IdempotencyContract {}

    @Nested
    class States extends StateContract {}

    @Nested
    class Pages extends PageContract {}

    @Nested
    class Feed extends FeedContract {}

    @Nested
    class Streams extends StreamContract {}

    @Nested
    class Verifying extends VerifyContract {}

    @Nested
    class Subscriptions extends SubscriptionContract {}

    @Nested
    class Projections extends ProjectionContract {}

    @Nested
    class Queries extends QueryContract {}

    @Nested
    class Batches extends BatchContract {}

    @Nested
    class Lines extends NdjsonContract {}

    @Nested
    class Catalogue extends CatalogueContract {}

    @Nested
    class OpenApi extends OpenApiContract {}

    @Nested
    class Health extends HealthContract {}

    @Nested
    class Amounts extends AmountContract {}

    @Nested
    class Modalities extends ModalityContract {}

    @Nested
    class Uniqueness extends UniquenessContract {}

    @Nested
    class Ids extends IdContract {}
}
