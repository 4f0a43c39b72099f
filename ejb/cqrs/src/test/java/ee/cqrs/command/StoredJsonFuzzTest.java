package ee.cqrs.command;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.catalogue.UnreadableException;
import ee.cqrs.json.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in the store is a record, which is written and read as the same again, or the restore says why not. */
class StoredJsonFuzzTest {

    private static final int VERSIONS = 5;

    private final Json json = new Json();
    private final List<MessageType> types =
            List.of(Ledger.EVERY_3.state(), Ledger.EVERY_3.event("Added").orElseThrow());

    /** The first character is the type and the schema version. */
    @FuzzTest
    void stored_json_is_a_record_or_unreadable(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        int choice = Math.floorMod(bytes[0] - '0', VERSIONS * types.size());
        MessageType type = types.get(choice / VERSIONS);
        try {
            Record read =
                    type.read(json, new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8), choice % VERSIONS);
            assertThat(type.read(json, json.write(read), type.version())).isEqualTo(read);
        } catch (UnreadableException e) {
            assertThat(e).hasMessageStartingWith(type.name());
        }
    }
}
