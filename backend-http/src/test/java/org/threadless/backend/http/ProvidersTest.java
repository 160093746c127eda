package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.router.message.ReceivedMessage;

/** Messages as providers bring them. */
class ProvidersTest {

  @Test
  void twilioPostsAFormAndIsAnsweredInXml() {
    String yaml =
        """
        number-format: plus
        incoming:
          when: {SmsStatus: received}
          identity: From
          text: Body
          id: MessageSid
          fields: {to: To, parts: NumSegments, country: FromCountry}
        answer:
          stored: {type: text/xml, body: "<Response/>"}
        """;
    try (ReceptionServer server = new ReceptionServer(yaml)) {
      HttpResponse<String> answer =
          server.form(
              "",
              "ToCountry=US&SmsMessageSid=SM1&SmsStatus=received&Body=Hello%2C+world%21"
                  + "&To=%2B18005551212&NumSegments=1&MessageSid=SM1&From=%2B14158675309");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
      assertThat(answer.body()).isEqualTo("<Response/>");
      assertMessage(server, "+14158675309", "Hello, world!", "SM1");
      assertThat(message(server).fields()).isEqualTo(Map.of("to", "+18005551212", "parts", "1"));
    }
  }

  @Test
  void vonagePostsJsonWithBareNumbers() {
    String yaml =
        """
        number-format: bare
        incoming:
          when: {/channel: sms, /message_type: text}
          identity: /from
          text: /text
          id: /message_uuid
          time: {at: /timestamp}
          fields: {to: /to, parts: /sms/num_messages, network: /origin/network_code}
        """;
    try (ReceptionServer server = new ReceptionServer(yaml)) {
      server.json(
          "",
          """
          {"to": "447700900000", "from": "447700900001", "channel": "sms",
           "message_uuid": "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
           "timestamp": "2020-01-01T15:43:21Z", "message_type": "text", "text": "From Vonage",
           "sms": {"num_messages": "2", "keyword": "FROM"}, "usage": {"price": "0.0333"}}
          """);

      assertMessage(server, "+447700900001", "From Vonage", "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab");
      assertThat(message(server).receivedAt()).contains(Instant.parse("2020-01-01T15:43:21Z"));
      assertThat(message(server).fields()).isEqualTo(Map.of("to", "447700900000", "parts", "2"));
    }
  }

  @Test
  void infobipBringsSeveralAtOnce() {
    String yaml =
        """
        number-format: bare
        incoming:
          each: /results
          identity: /from
          text: /text
          id: /messageId
          time: {at: /receivedAt}
        """;
    try (ReceptionServer server = new ReceptionServer(yaml)) {
      HttpResponse<String> answer =
          server.json(
              "",
              """
              {"results": [
                {"messageId": "817790313235066447", "from": "385916242493", "to": "385921004026",
                 "text": "QUIZ Correct answer is Paris", "cleanText": "Correct answer is Paris",
                 "keyword": "QUIZ", "receivedAt": "2019-11-09T16:00:00.000+0000", "smsCount": 1},
                {"messageId": "817790313235066448", "from": "385916242494", "text": "B",
                 "receivedAt": "2019-11-09T17:00:00.000+0100"}],
               "messageCount": 2, "pendingMessageCount": 0}
              """);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(server.messages())
          .extracting(message -> message.connection().identity().value())
          .containsExactly("+385916242493", "+385916242494");
      assertThat(server.messages())
          .extracting(ReceivedMessage::receivedAt)
          .containsOnly(Optional.of(Instant.parse("2019-11-09T16:00:00Z")));
    }
  }

  @Test
  void smsGateTellsEventsApartAndHasItsIdInTheEnvelope() {
    String yaml =
        """
        number-format: plus
        incoming:
          when: {/event: "sms:received"}
          identity: [/payload/sender, /payload/phoneNumber]
          text: /payload/message
          id: /id
          time: {at: /payload/receivedAt, as: iso}
          fields: {to: /payload/recipient, sim: /payload/simNumber, device: /deviceId}
        """;
    String sample =
        """
        {"deviceId": "ffffffffceb0b1db0000018e937c815b", "event": "sms:received",
         "id": "Ey6ECgOkVVFjz3CL48B8C", "webhookId": "LreFUt-Z3sSq0JufY9uWB",
         "payload": {"messageId": "abc123", "message": "Android is always a sweet treat!",
          "phoneNumber": "6505551212", "sender": "+16505551212", "recipient": null,
          "simNumber": 1, "receivedAt": "2024-06-22T15:46:11.000+07:00"}}
        """;
    try (ReceptionServer server = new ReceptionServer(yaml)) {
      server.json("", sample);

      assertMessage(
          server, "+16505551212", "Android is always a sweet treat!", "Ey6ECgOkVVFjz3CL48B8C");
      assertThat(message(server).receivedAt()).contains(Instant.parse("2024-06-22T08:46:11Z"));
      assertThat(message(server).fields())
          .isEqualTo(Map.of("sim", "1", "device", "ffffffffceb0b1db0000018e937c815b"));

      server.json("", sample.replace("\"sender\"", "\"formerly\""));
      assertThat(server.messages().get(1).connection().identity().value())
          .as("an older app, and a national number with a code")
          .isEqualTo("+6505551212");

      HttpResponse<String> ping = server.json("", "{\"event\": \"system:ping\", \"id\": \"x\"}");
      assertThat(ping.statusCode()).isEqualTo(200);
      assertThat(server.messages()).hasSize(2);
    }
  }

  @Test
  void telerivetPostsAFormAndIsAnsweredWithNothing() {
    String yaml =
        """
        incoming:
          when: {event: incoming_message}
          identity: [from_number_e164, from_number]
          text: content
          id: id
          time: {at: time_created, as: seconds}
          fields: {to: to_number, phone: phone_id}
        check:
          - equal: {secret: "{secret}"}
        settings:
          secret: {value: s3cret, secret: true}
        """;
    String sample =
        "event=incoming_message&id=SM0123456789&message_type=sms&content=hello&time_created=1382140800"
            + "&from_number=0711222333&from_number_e164=%2B254711222333&to_number=5550123&phone_id=PN1";
    try (ReceptionServer server = new ReceptionServer(yaml)) {
      HttpResponse<String> answer = server.form("", sample + "&secret=s3cret");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertMessage(server, "+254711222333", "hello", "SM0123456789");
      assertThat(message(server).receivedAt()).contains(Instant.ofEpochSecond(1382140800));

      HttpResponse<String> denied = server.form("", sample + "&secret=wrong");
      assertThat(denied.statusCode()).isEqualTo(403);
      assertThat(denied.body()).isEmpty();
      assertThat(server.messages()).hasSize(1);
    }
  }

  @Test
  void jasminBringsBytesInHexadecimalDigitsAndWantsItsAnswer() {
    String yaml =
        """
        number-format: bare
        incoming:
          methods: [GET, POST]
          identity: from
          text-hex: binary
          text-coding: coding
          id: id
          fields: {to: to, connector: origin-connector}
        answer:
          stored: {body: ACK/Jasmin}
          otherwise: {body: ACK/Jasmin}
        """;
    try (ReceptionServer server = new ReceptionServer(yaml)) {
      HttpResponse<String> answer =
          server.form(
              "",
              "from=254711222333&to=22334&coding=8&binary=041f04400438043204350442"
                  + "&id=a1&origin-connector=smpp1&content=junk");
      assertThat(answer.body()).isEqualTo("ACK/Jasmin");
      assertMessage(server, "+254711222333", "\u041f\u0440\u0438\u0432\u0435\u0442", "a1");

      server.get("?from=254711222333&coding=0&binary=1B65200048&id=a2");
      server.get("?from=254711222333&coding=3&binary=e9&id=a3");
      assertThat(server.messages())
          .extracting(ReceivedMessage::text)
          .endsWith("\u20ac @H", "\u00e9");

      assertThat(server.get("?from=1&binary=xyz").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void bulkSmsPostsAnArrayWithLongNumbersAndVerifiesWithAnEmptyOne() {
    String yaml =
        """
        number-format: bare
        incoming:
          when: {/type: RECEIVED}
          each: ""
          identity: /from
          text: /body
          id: /id
          time: {at: /submission/date}
          fields: {answers: /relatedSentMessageId}
        """;
    try (ReceptionServer server = new ReceptionServer(yaml)) {
      assertThat(server.json("", "[]").statusCode()).isEqualTo(200);

      server.json(
          "",
          """
          [{"id": 1234567890123456789, "type": "RECEIVED", "from": "27831234567", "to": "27830000000",
            "body": "Yes", "relatedSentMessageId": 9007199254740993,
            "submission": {"id": "x", "date": "2017-02-14T09:07:15Z"}},
           {"id": "2", "type": "SENT", "from": "1", "body": "not for us"}]
          """);

      assertThat(server.messages()).hasSize(1);
      assertMessage(server, "+27831234567", "Yes", "1234567890123456789");
      assertThat(message(server).fields()).isEqualTo(Map.of("answers", "9007199254740993"));
    }
  }

  @Test
  void elksIsAnsweredWithNothingThatItWouldSendToThePhone() {
    String yaml =
        """
        number-format: plus
        incoming:
          when: {direction: incoming}
          identity: from
          text: message
          id: id
          time: {at: created}
        answer:
          stored: {status: 204}
        """;
    try (ReceptionServer server = new ReceptionServer(yaml)) {
      HttpResponse<String> answer =
          server.form(
              "",
              "direction=incoming&id=sf8425555e5d8db61dda7a7b3f1b91bdb&from=%2B46706861004"
                  + "&to=%2B46706861020&created=2018-07-13T13%3A57%3A23.741000&message=Hello");

      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
      assertMessage(server, "+46706861004", "Hello", "sf8425555e5d8db61dda7a7b3f1b91bdb");
      assertThat(message(server).receivedAt()).contains(Instant.parse("2018-07-13T13:57:23.741Z"));
    }
  }

  private static ReceivedMessage message(ReceptionServer server) {
    return server.messages().get(0);
  }

  private static void assertMessage(
      ReceptionServer server, String identity, String text, String id) {
    assertThat(message(server).connection().identity().value()).isEqualTo(identity);
    assertThat(message(server).text()).isEqualTo(text);
    assertThat(message(server).externalId()).contains(id);
    assertThat(message(server).mends()).isEmpty();
  }
}
