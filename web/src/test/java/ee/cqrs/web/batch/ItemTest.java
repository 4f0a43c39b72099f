package ee.cqrs.web.batch;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandRequest;
import ee.cqrs.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ItemTest {

    private final Json json = new Json();

    @Test
    void anItemIsACommandWithItsDataAsTheyWereSent() {
        Item item = read("{'type':'account','id':'1','command':'DepositMoney','data':{'amount': 10.00}}");

        CommandRequest request = item.request("ann", "conversation");

        assertThat(request.type()).isEqualTo("account");
        assertThat(request.id()).isEqualTo("1");
        assertThat(request.command()).isEqualTo("DepositMoney");
        assertThat(request.commandId()).isNull();
        assertThat(request.expectedIndex()).isNull();
        assertThat(request.origin()).isEqualTo("ann");
        assertThat(request.correlationId()).isEqualTo("conversation");
        assertThat(request.body()).asString().isEqualTo("{\"amount\": 10.00}");
    }

    @Test
    void theOptionalFieldsAreRead() {
        Item item = read("{'data':{},'type':'a','id':'1','command':'C','commandId':'k','expectedIndex':-1}");

        assertThat(item.envelope().commandId()).isEqualTo("k");
        assertThat(item.envelope().expectedIndex()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            {'id':'1','command':'C','data':{}}                                    | type
            {'type':'a','command':'C','data':{}}                                  | id
            {'type':'a','id':'1','data':{}}                                       | command
            {'type':'a','id':'1','command':'C'}                                   | data
            {'type':'a','id':'1','command':'C','data':null}                       | data
            {'type':null,'id':'1','command':'C','data':{}}                        | type
            {'type':'a','id':1,'command':'C','data':{}}                           | id
            {'type':'a','id':'1','command':['C'],'data':{}}                       | command
            {'type':'a','id':'1','command':'C','data':{},'x':1}                   | x
            {'type':'a','id':'1','command':'C','data':{},'commandId':7}           | commandId
            {'type':'a','id':'1','command':'C','data':{},'expectedIndex':'1'}     | expectedIndex
            {'type':'a','id':'1','command':'C','data':{},'expectedIndex':1.5}     | expectedIndex
            {'type':'a','id':'1','command':'C','data':{},'expectedIndex':-2}      | expectedIndex
            {'type':'a','id':'1','command':'C','data':{},'data':{}}               | data
            """)
    void theFieldAtFaultIsNamed(String item, String field) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> read(item))
                .satisfies(e -> assertThat(e.problem().errors().get(0).field()).isEqualTo(field));
    }

    private Item read(String item) {
        return Item.read(json, item.replace('\'', '"'));
    }
}
