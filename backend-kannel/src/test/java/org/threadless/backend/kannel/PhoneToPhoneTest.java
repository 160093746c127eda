package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.backend.kannel.text.UrlBytes;
import org.threadless.kannel.rig.Kannel;
import org.threadless.kannel.rig.PhoneMessage;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.text.Gsm7;
import org.threadless.testrig.Ports;

/** From a phone through a real Kannel and the router, and back to the phone. */
@NeedsKannel
@TestInstance(Lifecycle.PER_CLASS)
class PhoneToPhoneTest {

  private static final String ALICE = "254700111222";

  private Kannel kannel;
  private GatewayRouter router;
  private int before;

  @BeforeAll
  void start(@TempDir Path folder) {
    int port = Ports.free();
    kannel = new Kannel(folder);
    router =
        GatewayRouter.start(
            folder,
            port,
            "sendsms-url: " + kannel.sendsmsUrl(),
            "sendsms-params: {username: rapidsms, password: change-me, from: 8080}",
            "delivery-report-url: http://127.0.0.1:" + port);
    kannel.set("GET_URL", router.url() + Kannel.GET_QUERY).start();
  }

  @AfterAll
  void stop() {
    kannel.close();
    router.close();
  }

  @BeforeEach
  void count() {
    before = kannel.phones().received().size();
  }

  @Test
  void plainTextComesBack() {
    assertThat(echoed("text", "hello"))
        .isEqualTo(new PhoneMessage("8080", ALICE, 0, false, "hello"));
  }

  @Test
  void whatMeansSomethingInUrlsComesBack() {
    String text = "1+1 = 100%? a&b; #c %41  / \\ \"d\"";

    assertThat(echoed("text", text).text()).isEqualTo(text);
  }

  @Test
  void everyCharacterOfGsm7ComesBackInGsm7() {
    // A line of fakesmsc's input holds no line ends.
    String characters = (Gsm7.ALPHABET + Gsm7.EXTENSION).replaceAll("[\n\r\f ]", "");
    int half = characters.length() / 2;

    for (String text : List.of(characters.substring(0, half), characters.substring(half))) {
      assertThat(echoed("text", text)).isEqualTo(new PhoneMessage("8080", ALICE, 0, false, text));
      before++;
    }
  }

  @Test
  void lineEndsOfAReplyReachThePhone() {
    // fakesmsc shows a text that is whole line by line, and the parts of a long one
    // percent-encoded.
    String text = "a\nb\rc\fd" + "x".repeat(160);

    router.get("?id=" + ALICE + "&charset=UTF-8&text=" + UrlBytes.encode("echo " + text));

    List<PhoneMessage> parts = kannel.phones().await(before + 2).subList(before, before + 2);
    assertThat(PhoneMessage.joined(parts)).isEqualTo(text);
    assertThat(parts).extracting(PhoneMessage::ucs2).containsOnly(false);
  }

  @Test
  void arabicAndEmojiComeBackInUcs2() {
    String text = "\u0645\u0631\u062D\u0628\u0627 \u0420 \uD83D\uDE00!";

    assertThat(echoed("ucs2", text)).isEqualTo(new PhoneMessage("8080", ALICE, 0, true, text));
  }

  @Test
  void aUcs2TextThatGsm7CanCarryComesBackInGsm7() {
    assertThat(echoed("ucs2", "caf\u00E9").ucs2()).isFalse();
  }

  @Test
  void anEmptyTextIsAMessage() {
    int stored = router.texts("IN").size();

    kannel.phones().say(ALICE + " 8080 text ");

    await().untilAsserted(() -> assertThat(router.texts("IN")).hasSize(stored + 1));
    assertThat(router.texts("IN").get(stored)).isEmpty();
  }

  @Test
  void binaryIsKeptByteForByte() {
    kannel.phones().say(ALICE + " 8080 udh-data %06%05%04%0B%84%23%F0 %00%FF%80+A");

    await()
        .untilAsserted(
            () ->
                assertThat(router.column("SELECT fields FROM message WHERE direction = 'IN'"))
                    .anySatisfy(
                        fields ->
                            assertThat(fields)
                                .contains("\"raw\":\"%00%FF%80%20A\"")
                                .contains("\"udh\":\"0605040b8423f0\"")
                                .contains("\"coding\":\"1\"")));
  }

  @Test
  void appsSeeWhatKannelTellsBesidesTheText() {
    kannel.phones().say(ALICE + " 8080 text fields");

    assertThat(next().text())
        .matches("\\[charset=UTF-8, coding=0, smsc=fake1, timestamp=\\d{10}, to=8080\\]");
  }

  @Test
  void partsThatKannelHasJoinedAreAnsweredWithOneLongReplyWhoseEndIsNotLost() {
    String text = "x".repeat(145);
    for (int part = 1; part <= 5; part++) {
      String words = part == 1 ? "echo " + text : part + text;
      kannel.phones().say(ALICE + " 8080 udh-text %05%00%03%2A%05%0" + part + " " + words);
    }

    List<PhoneMessage> parts = kannel.phones().await(before + 5).subList(before, before + 5);

    String reply = text + "2" + text + "3" + text + "4" + text + "5" + text;
    assertThat(reply.length()).isGreaterThan(700);
    assertThat(parts).extracting(PhoneMessage::part).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    assertThat(PhoneMessage.joined(parts)).isEqualTo(reply);
  }

  @Test
  void aReplyIsDeliveredWhenItsReportHasCome() {
    assertThat(echoed("text", "report me").text()).isEqualTo("report me");

    await()
        .untilAsserted(
            () ->
                assertThat(
                        router.column(
                            "SELECT r.state FROM delivery_report r"
                                + " JOIN message m ON m.id = r.message_id"
                                + " WHERE m.text = 'report me' AND m.status = 'DELIVERED'"))
                    .containsExactlyInAnyOrder("ACCEPTED", "DELIVERED"));
    assertThat(ScenarioApp.REPORTS)
        .filteredOn(DeliveryReport::hasChangedStatus)
        .filteredOn(report -> report.status() == OutgoingStatus.DELIVERED)
        .anySatisfy(
            report -> {
              assertThat(report.connection()).hasToString("gateway/" + ALICE);
              assertThat(report.source()).contains("fake1");
              assertThat(report.reportedAt().orElseThrow())
                  .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            });
  }

  private PhoneMessage echoed(String type, String text) {
    String words = "echo " + text;
    kannel
        .phones()
        .say(ALICE + " 8080 " + type + " " + (type.equals("ucs2") ? ucs2(words) : words));
    return next();
  }

  private static String ucs2(String text) {
    return UrlBytes.encode(text.getBytes(StandardCharsets.UTF_16BE));
  }

  private PhoneMessage next() {
    return kannel.phones().await(before + 1).get(before);
  }
}
