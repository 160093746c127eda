package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.backend.kannel.text.UrlBytes;

/** What smsbox is asked, and what its answers mean. */
@Tag("long")
class KannelOutgoingTest {

  private static final String PASSWORD = "pass word&=+%";

  @TempDir private Path folder;

  private final FakeSendsms sendsms = new FakeSendsms();
  private GatewayRouter router;

  @AfterEach
  void stop() {
    router.close();
    sendsms.close();
  }

  @Test
  void aMessageIsOneGetWithTheParametersOfTheSettings() {
    serve(
        "sendsms-params: {username: rapidsms, password: \"" + PASSWORD + "\", smsc: a, mclass: 1}");

    send("+254700111222", "50% & 1+1");

    assertThat(sendsms.methods()).containsExactly("GET");
    assertThat(sendsms.received())
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("username", "rapidsms")
        .containsEntry("password", PASSWORD)
        .containsEntry("smsc", "a")
        .containsEntry("mclass", "1")
        .containsEntry("to", "+254700111222")
        .containsEntry("text", "50% & 1+1")
        .containsEntry("charset", "UTF-8")
        .containsEntry("coding", "0")
        .doesNotContainKeys("dlr-mask", "dlr-url");
    assertThat(router.statuses("OUT")).containsExactly("SENT");
  }

  @Test
  void theTextChoosesTheCoding() {
    serve();

    send("1", "caf\u00E9 \u20AC");
    send("1", "\u0645 \uD83D\uDE00");

    assertThat(sendsms.received()).extracting(each -> each.get("coding")).containsExactly("0", "2");
    assertThat(sendsms.texts()).containsExactly("caf\u00E9 \u20AC", "\u0645 \uD83D\uDE00");
  }

  @Test
  void aCharsetOfTheSettingsIsUsedByteForByte() {
    serve("charset: UTF-16BE", "coding: 2");

    send("1", "a\u0645");

    assertThat(sendsms.received().get(0))
        .containsEntry("charset", "UTF-16BE")
        .containsEntry("coding", "2")
        .containsEntry("text", "\0a\u0006E");
  }

  @Test
  void onlyOurIdAndATokenGoIntoTheUrlForReports() {
    serve("delivery-report-url: http://10.0.0.1:8000/sms");

    send("1", "hello");

    String id = router.column("SELECT id FROM message WHERE direction = 'OUT'").get(0);
    assertThat(sendsms.received().get(0)).containsEntry("dlr-mask", "31");
    assertThat(sendsms.received().get(0).get("dlr-url"))
        .matches(
            "http://10\\.0\\.0\\.1:8000/sms/kannel/gateway/dlr\\?id="
                + id
                + "&token=[0-9a-f]{32}&status=%d&text=%A&smsc=%i&time=%t");
  }

  @Test
  void aMessageThatIsOfUseForAWhileIsKeptForAsManyMinutesWhateverTheSettingsSay() {
    serve("sendsms-params: {validity: 600}");

    send("1", "hello");
    router.get("?id=1&text=brief");

    assertThat(sendsms.received())
        .extracting(each -> each.get("validity"))
        .containsExactly("600", "2");
  }

  @Test
  void aRefusalIsKeptWithWhatKannelSaid() {
    serve();
    sendsms.answerWith(403, "Not routable. Do not try again.");

    send("1", "hello");

    assertThat(router.statuses("OUT")).containsExactly("FAILED");
    assertThat(reasons()).containsExactly("Kannel answered 403 Not routable. Do not try again.");
  }

  @Test
  void aRequestWhoseConnectionBreaksIsNotMadeASecondTime() {
    serve("sendsms-params: {username: rapidsms, password: \"" + PASSWORD + "\"}");
    send("1", "first");
    sendsms.drop();

    send("1", "second");

    assertThat(sendsms.texts()).containsExactly("first", "second");
    assertThat(router.statuses("OUT")).containsExactly("SENT", "QUEUED");
    assertThat(reasons()).contains("the connection to the gateway broke before it had answered");
  }

  @Test
  void aGatewayThatIsNotThereIsTriedAgain() {
    serve();
    sendsms.close();

    send("1", "hello");

    assertThat(router.statuses("OUT")).containsExactly("QUEUED");
    assertThat(reasons()).containsExactly("the gateway cannot be reached: connection refused");
  }

  @Test
  void anIdentityThatKannelWouldTakeForSeveralIsRefused() {
    serve();

    send("1 2", "hello");

    assertThat(sendsms.received()).isEmpty();
    assertThat(router.statuses("OUT")).containsExactly("FAILED");
  }

  @Test
  void whatIsRefusedWithoutAskingKannelDoesNotMakeItSeemUp() {
    serve("max-length: 1");
    sendsms.close();

    for (String to : List.of("1", "2", "3", "4", "5", "6")) {
      send(to, "hello");
      send("1 2", "hello");
      send("7", "x".repeat(161));
    }

    String refused = "the gateway cannot be reached: connection refused";
    assertThat(reasons())
        .as("the backend is down after five")
        .filteredOn(refused::equals)
        .hasSize(5);
  }

  @Test
  void aTextThatMayNotBeSentIsRefusedWithTheReason() {
    serve("max-length: 1");

    send("1", "x".repeat(161));

    assertThat(sendsms.received()).isEmpty();
    assertThat(router.statuses("OUT")).containsExactly("FAILED");
    assertThat(reasons()).containsExactly("the text makes 2 segments; max-length is 1");
  }

  private void serve(String... settings) {
    String[] all = new String[settings.length + 1];
    System.arraycopy(settings, 0, all, 1, settings.length);
    all[0] = "sendsms-url: " + sendsms.url();
    router = GatewayRouter.start(folder, 0, all);
  }

  private void send(String to, String text) {
    router.get("?id=" + UrlBytes.encode(to) + "&text=" + UrlBytes.encode("echo " + text));
  }

  private List<String> reasons() {
    return router.column(
        "SELECT reason FROM message WHERE direction = 'OUT' AND reason IS NOT NULL");
  }
}
