package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery reports as Kannel sends them, and as others might. */
@Tag("long")
class ReportTest {

  @TempDir private Path folder;

  private final FakeSendsms sendsms = new FakeSendsms();
  private GatewayRouter router;
  private String dlr;

  @BeforeEach
  void aMessageIsSent() {
    router =
        GatewayRouter.start(
            folder,
            0,
            "sendsms-url: " + sendsms.url(),
            "secret: s3cret",
            "delivery-report-url: http://127.0.0.1:8000");
    router.get("?id=1&text=echo+hello&secret=s3cret");
    String url = sendsms.received().get(0).get("dlr-url");
    dlr = url.substring(url.indexOf("dlr?"));
  }

  @AfterEach
  void stop() {
    router.close();
    sendsms.close();
  }

  @Test
  void everyReportIsKeptAndTheStatusFollowsWhateverTheOrder() {
    assertTaken(report("1", "ACK%2F"));
    assertTaken(report("8", "ACK%2F"));
    assertTaken(report("1", "ACK%2F"));
    assertTaken(report("2", ""));

    assertThat(router.statuses("OUT")).containsExactly("DELIVERED");
    assertThat(router.column("SELECT state FROM delivery_report ORDER BY id"))
        .containsExactly("DELIVERED", "ACCEPTED", "DELIVERED", "FAILED");
    assertThat(router.column("SELECT text FROM delivery_report ORDER BY id"))
        .containsExactly("ACK/", "ACK/", "ACK/", null);
    assertThat(router.column("SELECT source FROM delivery_report")).containsOnly("fake1");
    assertThat(
            router.column(
                "SELECT CAST(EXTRACT(EPOCH FROM reported_at) AS BIGINT) FROM delivery_report"))
        .containsOnly("1792885800");
  }

  @ParameterizedTest
  @CsvSource({
    "1,DELIVERED",
    "2,FAILED",
    "4,SENT",
    "8,SENT",
    "16,FAILED",
    // Bits count, not the number; those that nobody knows change nothing.
    "34,FAILED",
    "66,FAILED",
    "33,DELIVERED",
    "3,DELIVERED",
    "18,FAILED",
    "12,SENT",
    "4097,DELIVERED",
    "+1,DELIVERED"
  })
  void theCodeSaysWhatHasBecomeOfTheMessage(String code, String status) {
    assertTaken(report(code, "NACK%2F"));

    assertThat(router.statuses("OUT")).containsExactly(status);
  }

  @Test
  void aRefusalByTheNetworkIsReplacedByDelivered() {
    report("16", "NACK%2F8");
    assertThat(router.column("SELECT reason FROM message WHERE direction = 'OUT'"))
        .containsExactly("a delivery report says rejected: NACK/8");

    report("1", "");
    assertThat(router.statuses("OUT")).containsExactly("DELIVERED");
  }

  @Test
  void onlyWhoKnowsTheTokenOfTheMessageIsBelieved() {
    String forged = dlr.replaceFirst("token=.", "token=x");
    String ofOther = dlr.replaceFirst("id=[^&]*", "id=019d2a68-0000-7000-8000-000000000001");

    for (String url : new String[] {forged, ofOther}) {
      HttpResponse<String> answer = router.get(filled(url, "1", ""));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("token: is not that of this id");
    }
    assertThat(router.statuses("OUT")).containsExactly("SENT");
    assertThat(router.column("SELECT id FROM delivery_report")).isEmpty();
  }

  @Test
  void whatIsNotKnownOfAStatusIsKeptWithTheReport() {
    assertTaken(report("66", "NACK%2F5"));
    assertTaken(report("2", "NACK%2F5"));

    assertThat(router.column("SELECT text FROM delivery_report ORDER BY id"))
        .containsExactly("status=66 NACK/5", "NACK/5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"32", "64", "0", "-1", "", "DELIVRD", "1.0", "99999999999999999999", "%25d"})
  void aReportThatNobodyUnderstandsIsKeptAndChangesNothing(String status) {
    assertTaken(report(status, "said"));

    assertThat(router.statuses("OUT")).containsExactly("SENT");
    assertThat(router.column("SELECT state FROM delivery_report")).containsExactly("UNKNOWN");
    assertThat(router.column("SELECT text FROM delivery_report").get(0))
        .startsWith("status=")
        .endsWith(" said");
  }

  @Test
  void aReportWithoutAStatusIsKeptToo() {
    assertTaken(router.get(filled(dlr, "1", "").replace("&status=1", "")));

    assertThat(router.column("SELECT state FROM delivery_report")).containsExactly("UNKNOWN");
  }

  @Test
  void aTimeThatIsNoneDoesNotLoseTheReport() {
    assertTaken(router.get(filled(dlr.replace("%t", "yesterday"), "1", "")));

    assertThat(router.statuses("OUT")).containsExactly("DELIVERED");
  }

  @Test
  void whatIsNoReportIsRefusedWithOneLine() {
    assertThat(router.get("dlr?token=x&status=1").body()).isEqualTo("id: is missing from the form");
    assertThat(router.get("dlr?id=5&token=x&status=1").body())
        .isEqualTo("id: is none that we have given");
    assertThat(router.column("SELECT id FROM delivery_report")).isEmpty();
  }

  @Test
  void theTextOfAReportIsTakenWhateverItIs() {
    for (String text : new String[] {"%E9", "a%00b", "%ED%A0%BD", "x&text=y"}) {
      assertTaken(report("8", text));
    }
    assertThat(router.column("SELECT text FROM delivery_report ORDER BY id"))
        .containsExactly("\u00E9", "a\uFFFDb", "\uFFFD", "x");
  }

  @Test
  void headReportsNothing() {
    HttpRequest head =
        HttpRequest.newBuilder(URI.create(router.url() + filled(dlr, "1", "")))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    assertThat(router.send(head).statusCode()).isEqualTo(200);
    assertThat(router.column("SELECT id FROM delivery_report")).isEmpty();
  }

  @Test
  void aReportOnAMessageThatIsNotStoredAnyMoreIsNotAskedForAgain() {
    router.execute("DELETE FROM message WHERE direction = 'OUT'");

    assertTaken(report("1", ""));
  }

  @Test
  void aReportThatCannotBeStoredIsAskedForAgain() {
    router.loseDatabase();

    assertThat(report("1", "").statusCode()).isEqualTo(503);
  }

  private static void assertTaken(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  private HttpResponse<String> report(String code, String text) {
    return router.get(filled(dlr, code, text));
  }

  private static String filled(String url, String code, String text) {
    return url.replace("%d", code)
        .replace("%A", text)
        .replace("%i", "fake1")
        .replace("%t", "2026-10-24+23:50:00");
  }
}
