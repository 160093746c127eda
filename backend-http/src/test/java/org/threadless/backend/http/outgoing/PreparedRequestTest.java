package org.threadless.backend.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.testing.FakeGateway;

class PreparedRequestTest {

  private final FakeGateway fake = new FakeGateway();

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void aRequestIsShownWithoutItsSecrets() throws Exception {
    Prepared prepared =
        Asking.post("https://sms.example.org/{key}/send")
            .secret("key", "hunter 2/\"")
            .value("user", "me")
            .basic("{user}:{key}")
            .header("X-Key", "{key}")
            .query("key", "{key}")
            .json(Map.of("key", "{key}", "list", List.of("{text}", "{report-url}")))
            .prepare("+254711222333", "Hello");

    String shown = ((PreparedRequest) prepared).masked();
    assertThat(shown)
        .startsWith("POST https://sms.example.org/***/send?key=***\n")
        .contains("Authorization: Basic ***\nX-Key: ***\nContent-Type: application/json\n\n")
        .contains("\"key\":\"***\"", "\"Hello\"", "?m=" + Asking.ID + "&t=***")
        .doesNotContain("hunter", Asking.TOKEN);
    assertThat(prepared.toString()).isEqualTo("POST to https://sms.example.org");
  }

  @Test
  void theUrlOfThePlainFormIsASecretAsAWhole() throws Exception {
    Gateway.Timeouts timeouts = new Gateway.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));
    try (Gateway plain =
        Gateway.plain(
            new Secret("http://me:hunter2@sms.example.org:81/hunter2?password=hunter2"),
            timeouts,
            InstantSource.fixed(Asking.NOW))) {
      PreparedRequest prepared = (PreparedRequest) plain.prepare(Asking.message("1", "x y"));

      assertThat(prepared.masked())
          .isEqualTo(
              "POST http://sms.example.org:81/***\nAuthorization: Basic ***\n"
                  + "Content-Type: application/x-www-form-urlencoded;charset=utf-8\n\n"
                  + "id="
                  + Asking.ID
                  + "&identity=1&text=x+y\n");
    }
  }

  @Test
  void aHeaderThatAMessageWouldBreakIsNotSent() throws Exception {
    Asking asking = Asking.get(fake.url("/")).header("X-Text", "{text}");

    for (String text : List.of("a\r\nB: c", "a\nb", "\u20AC")) {
      assertThat(asking.send("1", text))
          .isEqualTo(
              SendResult.unsendable(
                  "the header X-Text cannot hold line breaks and characters beyond Latin-1"));
    }
    assertThat(asking.send("1", "\u00E9")).isEqualTo(SendResult.accepted());
    assertThat(fake.received()).hasSize(1);
  }

  @Test
  void aStepInThePathIsNotSent() throws Exception {
    Asking asking = Asking.get(fake.url("/to/{to}/say/{text}"));

    assertThat(asking.send("1", ".."))
        .isEqualTo(
            SendResult.unsendable(
                "the path of the url of outgoing cannot hold . or .. as a value"));
    assertThat(asking.send("a/../b", "...")).isEqualTo(SendResult.accepted());
    assertThat(fake.received()).extracting("target").containsExactly("/to/a%2F..%2Fb/say/...");
  }

  @Test
  void aUrlWithoutOneOfItsValuesIsNotAsked() throws Exception {
    assertThat(Asking.get(fake.url("/?report={report-url}")).withoutReports().send("1", "x"))
        .isEqualTo(
            SendResult.unsendable(
                "the url of outgoing holds a value that is absent; {report-url} needs public-url"));
  }

  @Test
  void oneSlashIsEnoughBetweenAUrlAndItsPath() throws Exception {
    Asking.get("{url}/send").value("url", fake.url("/")).bearer("t0").send("1", "x");

    assertThat(fake.received().get(0).target()).isEqualTo("/send");
    assertThat(fake.received().get(0).headers()).containsEntry("authorization", "Bearer t0");
  }

  @Test
  void aMediaTypeMayBeWritten() throws Exception {
    Asking.post(fake.url("/"))
        .header("content-type", "application/vnd.api+json")
        .json(List.of(1.5, 2, true, Map.of(), List.of(), List.of("{from}")))
        .send("1", "x");

    assertThat(fake.received().get(0).headers())
        .containsEntry("content-type", "application/vnd.api+json");
    assertThat(fake.received().get(0).body()).isEqualTo("[1.5,2,true,{},[]]");
  }
}
