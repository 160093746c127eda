package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.testing.FakeGateway;

/** What a user sees who tries a preset, with nothing stored. */
class TryCommandTest {

  private static final String PRESET =
      """
      settings:
        key: {secret: true}
        url: {}
      number-format: plus
      incoming:
        when: {/type: message}
        identity: /from
        text: /text
        id: /id
        time: {at: /at, as: seconds}
        fields: {to: /to}
      check:
        - equal: {$header.X-Key: "{key}"}
      answer:
        stored: {status: 200, type: text/xml, body: "<Response/>"}
      outgoing:
        url: "{url}"
        auth: {bearer: "{key}"}
        json: {to: "{to}", text: "{text}", report: "{report-url}"}
        id: /id
        results:
          - {when: {/code: "7"}, is: settings}
        reason: /why
      report:
        state: /state
        states: {delivered: [done], ignore: [wait]}
        text: /why
      """;

  private static final String MESSAGE =
      "{\"type\":\"message\",\"from\":\"254700111222\",\"text\":\"caf\u00e9\",\"id\":\"m-1\","
          + "\"at\":1700000000,\"to\":\"22334\"}";

  @TempDir private Path folder;

  @BeforeEach
  void configure() throws IOException {
    configure("http://127.0.0.1:1/send");
  }

  private void configure(String url) throws IOException {
    HttpCommand.configure(
        folder,
        PRESET,
        "preset: ours",
        "key: hunter2",
        "url: \"" + url + "\"",
        "public-url: https://sms.example.org",
        "retry: {first: 1s}");
  }

  @Test
  void aWholeRequestShowsTheMessageAndTheAnswer() throws IOException {
    HttpCommand tried =
        incoming(
            "POST /http/gateway/ HTTP/1.1\nX-Key: hunter2\nContent-Type: application/json\n\n"
                + MESSAGE);

    assertThat(tried.err()).isEmpty();
    assertThat(tried.out())
        .isEqualTo(
            """
            this would come in:
              a message
                identity: +254700111222
                text: caf\u00e9
                id: m-1
                time: 2023-11-14T22:13:20Z
                field to: 22334
            the answer:
              HTTP/1.1 200 OK
              Content-Type: text/xml

              <Response/>
            """);
    assertThat(tried.exit()).isZero();
  }

  @Test
  void whatCheckRefusesIsShownAllTheSame() throws IOException {
    HttpCommand tried = incoming(MESSAGE);

    assertThat(tried.exit()).isEqualTo(1);
    assertThat(tried.out())
        .startsWith("refused: check equal: $header.X-Key is missing\n")
        .contains("HTTP/1.1 403 Forbidden")
        .contains("But for that:\nthis would come in:\n  a message\n    identity: +254700111222\n")
        .doesNotContain("hunter2");
  }

  @Test
  void theSecretIsAskedForAsTheServerDoes() throws IOException {
    HttpCommand.configure(folder, "", "secret: hunter2", "allow-ip: [192.0.2.1]");

    assertThat(incoming("identity=1&text=hi\n").out())
        .startsWith("refused: secret: is missing; put ?secret=... at the end of the URL\n")
        .contains(
            "But for that:\nthis would come in:\n  a message\n    identity: 1\n    text: hi\n");
    assertThat(incoming("POST /?secret=hunter2\n\nidentity=1&text=hi").exit()).isZero();
  }

  @Test
  void whatIsMissingIsNamedOnce() throws IOException {
    HttpCommand tried =
        incoming("POST / HTTP/2\nX-Key: hunter2\n\n{\"type\":\"message\",\"text\":\"x\"}");

    assertThat(tried.out())
        .startsWith("refused: /from: is missing\nnothing would come in\n")
        .contains("HTTP/1.1 400 Bad Request")
        .doesNotContain("But for that");
  }

  @Test
  void whatNoRuleIsForComesInAsNothing() throws IOException {
    HttpCommand tried = incoming("POST / HTTP/1.1\r\nX-Key: hunter2\r\n\r\n{\"type\":\"ping\"}");

    assertThat(tried.out())
        .startsWith(
            "refused: no rule is for it: /type is ping, and must be message\nnothing would come in\nthe answer:\n  HTTP/1.1 200 OK");
    assertThat(tried.exit()).isEqualTo(1);
    assertThat(incoming("POST / HTTP/1.1\nX-Key: hunter2\n\n{}").out())
        .startsWith("refused: no rule is for it: /type is missing, and must be message\n");
    assertThat(incoming("PUT /?a=b HTTP/1.1\nX-Key: hunter2\n\n{}").out()).contains("HTTP/1.1 405");
  }

  @Test
  void ofAnArrayItIsSaidWhatIsWrongWithItsElements() throws IOException {
    HttpCommand.configure(
        folder,
        """
        incoming:
          - {each: /all, when: {/kind: [a, b], /way: in}, identity: /from, text: /text}
          - {methods: GET, identity: from, text: text}
        report: {when: {/kind: report}, gateway-id: /id, is: delivered}
        """,
        "preset: ours",
        "allow-anyone: true");

    assertThat(
            incoming("{\"all\":[{\"kind\":\"c\",\"way\":\"in\"},{\"kind\":\"a\\u0007\"}]}").out())
        .startsWith(
            """
            refused: 2 of 2 in it are what no rule is for: /kind is c, and must be a or b
            nothing would come in
            """);
    assertThat(incoming("{\"al\":[]}").out())
        .startsWith(
            "refused: no rule is for it: /kind is missing, and must be report; /all is no list\n");
    HttpCommand empty = incoming("{\"all\":[]}");
    assertThat(empty.out()).startsWith("nothing would come in\n");
    assertThat(empty.exit()).isZero();
  }

  @Test
  void aReportThatIsNoNewsIsTaken() throws IOException {
    HttpCommand tried =
        incoming(
            "POST /http/gateway/report?m=01a21066-924c-71cb-9195-aad648d79a6e&t=0\n\n"
                + "{\"state\":\"wait\"}");

    assertThat(tried.out()).contains("HTTP/1.1 200 OK").doesNotContain("no rule is for");
    assertThat(tried.exit()).isZero();
  }

  @Test
  void ofASignatureThatIsWrongItIsSaidWhatMustBeSigned() throws IOException {
    HttpCommand.configure(
        folder,
        PRESET.replace(
            "equal: {$header.X-Key: \"{key}\"}",
            "hmac: {hash: sha1, key: \"{key}\", over: \"{$url}{$body}\", equals: $header.X-Sign}"),
        "preset: ours",
        "key: hunter2",
        "public-url: https://sms.example.org/in",
        "url: \"http://127.0.0.1:1/send\"");

    HttpCommand tried =
        incoming("POST https://other.example.org/http/gateway/?a=b\nX-Sign: 00\n\n" + MESSAGE);

    assertThat(tried.exit()).isEqualTo(1);
    assertThat(tried.out())
        .contains(
            """
            to be right, check hmac: at $header.X-Sign signed is {$url}{$body}, by HMAC-SHA1 in hex
            the URL in it, by public-url and the file's first line: https://sms.example.org/in/http/gateway/?a=b, or https://sms.example.org:443/in/http/gateway/?a=b
            """)
        .doesNotContain("hunter2");
    assertThat(incoming("POST / HTTP/1.1\n\n" + MESSAGE).out())
        .contains("to be right, check hmac: ");
  }

  @Test
  void whatIsSaidOfASignatureHasNoUrlWhereThereIsNoneInIt() throws IOException {
    HttpCommand.configure(
        folder,
        """
        settings: {key: {secret: true}}
        check: [{jwt: {in: $header.Authorization, key: "{key}", body-hash: hash}}]
        incoming: {identity: /from, text: /text}
        """,
        "preset: ours",
        "key: hunter2",
        "public-url: https://sms.example.org");

    assertThat(incoming(MESSAGE).out())
        .contains("\nto be right, check jwt: hash is the SHA-256 of the body in hex\n")
        .doesNotContain("the URL in it");
  }

  @Test
  void secretsThatComeInAreMasked() throws IOException {
    HttpCommand.configure(
        folder,
        PRESET.replace("fields: {to: /to}", "fields: {key: $header.X-Key, given: $query.secret}"),
        "preset: ours",
        "key: hunter2",
        "url: \"http://127.0.0.1:1/send\"",
        "secret: hunter3",
        "public-url: https://sms.example.org");

    HttpCommand tried = incoming("POST /?secret=hunter3 HTTP/1.1\nX-Key: hunter2\n\n" + MESSAGE);

    assertThat(tried.exit()).isZero();
    assertThat(tried.out())
        .contains("\n    field given: ***\n", "\n    field key: ***\n")
        .doesNotContain("hunter");
  }

  @Test
  void whatCannotBeSeenIsNotPrinted() throws IOException {
    HttpCommand tried =
        incoming(
            "POST / HTTP/1.1\nX-Key: hunter2\n\n"
                + MESSAGE.replace("caf\u00e9", "a\\u001b[2Jb\\nsecond"));

    assertThat(tried.out()).contains("\n    text: a?[2Jb\n        second\n");
  }

  @Test
  void aPathThatNothingIsAtIsNamed() throws IOException {
    assertThat(incoming(MESSAGE, "--at", "status").out())
        .startsWith("refused: nothing is taken at this path\n")
        .contains("HTTP/1.1 404 Not Found");
  }

  @Test
  void aCheckThatNeedsThePublicUrlSaysSo() throws IOException {
    HttpCommand.configure(
        folder,
        PRESET.replace(
            "equal: {$header.X-Key: \"{key}\"}",
            "hmac: {hash: sha1, key: \"{key}\", over: \"{$url}\", equals: $header.X-Key}"),
        "preset: ours",
        "key: hunter2",
        "url: \"http://127.0.0.1:1/send\"");

    assertThat(incoming(MESSAGE).err()).contains("public-url").hasLineCount(1);
  }

  @Test
  void whatIsNoRequestIsRefused() throws IOException {
    assertThat(incoming("POST /a HTTP/1.1\nno header\n\nx").out())
        .startsWith("refused: this is no request as HTTP has them\nnothing would come in\n")
        .contains("HTTP/1.1 400 Bad Request");
  }

  @Test
  void aReportIsShownWithoutALookAtItsToken() throws IOException {
    String path = "/sms/http/gateway/report?m=01a21066-924c-71cb-9195-aad648d79a6e&t=0";

    HttpCommand tried =
        incoming("POST https://sms.example.org" + path + "\n\n{\"state\":\"done\"}");

    assertThat(tried.out())
        .contains("token in its URL is ours is not looked at")
        .contains(
            "a report\n    message: 01a21066-924c-71cb-9195-aad648d79a6e\n    state: DELIVERED\n");
    assertThat(incoming("{\"state\":\"done\"}", "--at", "report").out()).startsWith("refused: m: ");
  }

  @Test
  void aTextShowsTheRequestWithoutItsSecretsAndSendsNothing() throws IOException {
    try (FakeGateway gateway = new FakeGateway()) {
      configure(gateway.url("/send").toString());

      HttpCommand tried =
          HttpCommand.run(folder, "try", "--text", "caf\u00e9", "--to", "+254700111222");

      assertThat(tried.err()).isEmpty();
      assertThat(tried.exit()).isZero();
      assertThat(tried.out())
          .startsWith("POST " + gateway.url("/send") + "\nAuthorization: Bearer ***\n")
          .contains(
              "{\"to\":\"+254700111222\",\"text\":\"caf\u00e9\",\"report\":\"https://sms.example.org/")
          .contains("&t=***")
          .doesNotContain("hunter2");
      assertThat(gateway.received()).isEmpty();
    }
  }

  @Test
  void sendSendsOnceAndSaysWhatCameOfIt() throws IOException {
    try (FakeGateway gateway = new FakeGateway()) {
      configure(gateway.url("/send").toString());
      gateway.next(
          answer("201 Created", "{\"id\":\"gw-1\"}"),
          answer("200 OK", "{\"code\":7,\"why\":\"no credit\"}"));

      assertThat(HttpCommand.run(folder, "try", "--text", "a", "--send", "+1").out())
          .endsWith("\naccepted, as gw-1; it is not stored, so that reports on it are refused\n");
      HttpCommand second = HttpCommand.run(folder, "try", "--text", "a", "--send", "+1");

      assertThat(second.out())
          .endsWith("\nyours to mend: the gateway answered 200 OK: no credit\n");
      assertThat(second.exit()).isEqualTo(1);
      assertThat(gateway.received()).hasSize(2);
    }
  }

  @Test
  void booleansAndNumbersOfAnAnswerAreComparedAsTheyAreWritten() throws IOException {
    try (FakeGateway gateway = new FakeGateway()) {
      HttpCommand.configure(
          folder,
          """
          incoming: {identity: /from, text: /text}
          outgoing:
            url: "%s"
            json: {to: "{to}"}
            results:
              - {when: {/success: false, /code: [0, 7]}, is: settings}
              - {when: {/success: "true"}, is: refused}
          """
              .formatted(gateway.url("/send")),
          "preset: ours",
          "allow-anyone: true");
      gateway.next(
          answer("200 OK", "{\"success\":false,\"code\":7}"),
          answer("200 OK", "{\"success\":true}"),
          answer("200 OK", "{\"success\":null,\"code\":7}"));

      assertThat(HttpCommand.run(folder, "try", "--text", "a", "--send", "+1").out())
          .contains("\nyours to mend: ");
      assertThat(HttpCommand.run(folder, "try", "--text", "a", "--send", "+1").out())
          .contains("\nrefused for good: ");
      assertThat(HttpCommand.run(folder, "try", "--text", "a", "--send", "+1").out())
          .contains("\naccepted");
    }
  }

  @Test
  void anAnswerWithoutTheIdThatIsLookedForIsNamed() throws IOException {
    try (FakeGateway gateway = new FakeGateway()) {
      configure(gateway.url("/send").toString());
      gateway.next(answer("200 OK", "{\"ID\":\"gw-1\"}"));

      HttpCommand tried = HttpCommand.run(folder, "try", "--text", "a", "--send", "+1");

      assertThat(tried.out())
          .endsWith("\nbut the answer has no id of the gateway's at /id: see outgoing.id\n");
      assertThat(tried.exit()).isZero();
    }
  }

  @Test
  void aMistakeIsOneLine() throws IOException {
    assertThat(HttpCommand.run(folder, "try").out())
        .isEqualTo("say --incoming FILE, or --text TEXT\n");
    assertThat(HttpCommand.run(folder, "try", "--text", "a", "b").out())
        .isEqualTo("nothing is known of b: put quotes around a text\n");
    assertThat(HttpCommand.run(folder, "try", "--incoming", folder + "/none").out())
        .isEqualTo(folder + "/none cannot be read\n");
    assertThat(HttpCommand.run(folder, "try", "--txt", "a").err()).contains("--txt");
    assertThat(HttpCommand.run(folder, "try", "--text", "a", "--to", "").out())
        .startsWith("this cannot be sent: ")
        .hasLineCount(1);
    HttpCommand.configure(folder, "", "allow-anyone: true");
    assertThat(HttpCommand.run(folder, "try", "--text", "a").out())
        .isEqualTo("this backend has no outgoing-url: nothing can be sent by it\n");
  }

  private static FakeGateway.Behaviour answer(String status, String body) {
    return FakeGateway.raw(
        "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private HttpCommand incoming(String file, String... options) throws IOException {
    Path recorded = folder.resolve("recorded");
    Files.writeString(recorded, file, StandardCharsets.UTF_8);
    String[] all = new String[options.length + 2];
    all[0] = "--incoming";
    all[1] = recorded.toString();
    System.arraycopy(options, 0, all, 2, options.length);
    return HttpCommand.run(folder, "try", all);
  }
}
