package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.backend.kannel.text.UrlBytes;
import org.threadless.kannel.rig.Kannel;
import org.threadless.kannel.rig.PhoneMessage;
import org.threadless.router.text.Gsm7;
import org.threadless.testrig.Ports;

/** A real Kannel that is configured otherwise, asks again, or is gone for a while. */
@NeedsKannel
class KannelFailuresTest {

  private static final String ALICE = "254700111222";

  @TempDir private Path folder;

  private Kannel kannel;
  private GatewayRouter router;

  @AfterEach
  void stop() {
    kannel.close();
    router.close();
  }

  @Test
  void withMoRecodeEverythingComesAsUtf8() {
    start(Kannel.GET_QUERY, "RECODE", true);
    String text = "\u0645\u0631  \u0420 \uD83D\uDE00";

    kannel.phones().say(ALICE + " 8080 ucs2 " + ucs2("echo " + text));

    assertThat(kannel.phones().await(1).get(0).text()).isEqualTo(text);
    assertThat(router.column("SELECT fields FROM message WHERE direction = 'IN'").get(0))
        .contains("UTF-8");
  }

  @Test
  void aUcs2TextThatKannelHasDamagedIsTakenAndItsBytesAreKept() {
    start(Kannel.GET_QUERY.replace("%b", "%a"), "RECODE", false);

    // Its first byte pair begins with 04, its second ends in a blank: 0420.
    kannel.phones().say(ALICE + " 8080 ucs2 " + ucs2("\u0431\u0420"));

    await().untilAsserted(() -> assertThat(router.texts("IN")).hasSize(1));
    assertThat(router.texts("IN").get(0)).isEqualTo("\u0431\uFFFD");
    assertThat(router.column("SELECT fields FROM message").get(0)).contains("\"raw\":\"%041%04\"");
  }

  @Test
  void aMessageThatSmsboxAsksForAgainWhileTheRouterIsSlowIsRoutedOnce() {
    start(Kannel.GET_QUERY, "TIMEOUT", 2);
    int slow = ScenarioApp.SLOW.get();

    kannel.phones().say(ALICE + " 8080 text slow");

    // smsbox gives up after two seconds, and asks again one second later.
    await().untilAsserted(() -> assertThat(ScenarioApp.SLOW.get()).isGreaterThan(slow));
    kannel.phones().say(ALICE + " 8080 text echo done");
    assertThat(kannel.phones().await(2))
        .extracting(PhoneMessage::text)
        .containsExactly("slow", "done");
    assertThat(router.texts("IN")).containsExactly("slow", "echo done");
    assertThat(ScenarioApp.SLOW.get()).isEqualTo(slow + 1);
  }

  @Test
  void theFirstReplyTravelsInTheAnswerAndTheNextBySendsms() {
    start(Kannel.GET_QUERY, "MAX_MESSAGES", 10, "reply: response");

    kannel.phones().say(ALICE + " 8080 text twice");
    assertThat(kannel.phones().await(2))
        .extracting(PhoneMessage::text)
        .containsExactlyInAnyOrder("one", "two");

    // While one is on its way, the next reply goes by sendsms too, so as not to overtake it.
    awaitNothingOnItsWay();
    for (String text : List.of("caf\u00E9 {\u20AC} 100% & +", "\u0645\u0631 \uD83D\uDE00")) {
      int before = kannel.phones().received().size();
      kannel.phones().say(ALICE + " 8080 ucs2 " + ucs2("echo " + text));
      assertThat(kannel.phones().await(before + 1).get(before))
          .isEqualTo(new PhoneMessage("8080", ALICE, 0, !Gsm7.holds(text), text));
      awaitNothingOnItsWay();
    }
    await()
        .untilAsserted(
            () ->
                assertThat(router.column("SELECT gateway_id FROM message WHERE direction = 'OUT'"))
                    .filteredOn(Objects::nonNull)
                    .as("replies that were in an answer")
                    .hasSize(3));
  }

  private void awaitNothingOnItsWay() {
    await().untilAsserted(() -> assertThat(router.statuses("OUT")).doesNotContain("QUEUED"));
  }

  @Test
  void aLongReplyInTheAnswerIsNotCutAndItsReportsComeIn() {
    start(Kannel.GET_QUERY, "MAX_MESSAGES", 10, "reply: response");

    kannel.phones().say(ALICE + " 8080 text long");

    assertThat(PhoneMessage.joined(kannel.phones().await(5))).isEqualTo(ScenarioApp.LONG);
    await().untilAsserted(() -> assertThat(router.statuses("OUT")).containsExactly("DELIVERED"));
  }

  @Test
  void aReplyInAnAnswerThatSmsboxHasNotWaitedForReachesThePhoneOnce() {
    start(Kannel.GET_QUERY, "TIMEOUT", 2, "reply: response");
    int slow = ScenarioApp.SLOW.get();

    kannel.phones().say(ALICE + " 8080 text slow");
    await().untilAsserted(() -> assertThat(ScenarioApp.SLOW.get()).isEqualTo(slow + 1));
    kannel.phones().say(ALICE + " 8080 text echo done");

    await()
        .untilAsserted(
            () ->
                assertThat(kannel.phones().received())
                    .extracting(PhoneMessage::text)
                    .containsExactlyInAnyOrder("slow", "done"));
  }

  @Test
  void whatComesWhileKannelIsGoneIsStoredAndKannelIsUsedWhenItIsBack() {
    start(Kannel.GET_QUERY, "RETRY", 5);
    kannel.phones().say(ALICE + " 8080 text echo before");
    kannel.phones().await(1);
    kannel.stop();

    assertThat(router.get("?id=" + ALICE + "&text=echo+meanwhile").statusCode()).isEqualTo(200);
    assertThat(router.statuses("OUT")).hasSize(2).last().isEqualTo("QUEUED");

    kannel.start();
    kannel.phones().say(ALICE + " 8080 text echo after");
    await()
        .untilAsserted(
            () ->
                assertThat(kannel.phones().received())
                    .extracting(PhoneMessage::text)
                    .containsExactly("before", "meanwhile", "after"));
  }

  private void start(String query, String place, Object value) {
    start(query, place, value, "reply: sendsms");
  }

  private void start(String query, String place, Object value, String reply) {
    int port = Ports.free();
    kannel = new Kannel(folder).set("RETRY", 5).set("MAX_MESSAGES", 10).set(place, value);
    router =
        GatewayRouter.start(
            folder,
            port,
            reply,
            "delivery-report-url: http://127.0.0.1:" + port,
            "sendsms-url: " + kannel.sendsmsUrl(),
            "sendsms-params: {username: rapidsms, password: change-me, from: 8080}");
    kannel.set("GET_URL", router.url() + query).start();
  }

  private static String ucs2(String text) {
    return UrlBytes.encode(text.getBytes(StandardCharsets.UTF_16BE));
  }
}
