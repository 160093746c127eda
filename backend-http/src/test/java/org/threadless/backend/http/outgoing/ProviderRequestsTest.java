package org.threadless.backend.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.backend.http.outgoing.settings.Meaning;
import org.threadless.http.request.NumberStyle;
import org.threadless.router.backend.SendResult;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.FakeGateway.Received;

/** What is sent and what is understood, for providers that differ from each other. */
class ProviderRequestsTest {

  private static final String PHONE = "+254711222333";

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  private Asking twilio() {
    return Asking.post("{root}/2010-04-01/Accounts/{account-sid}/Messages.json")
        .value("root", gateway.url(""))
        .value("account-sid", "AC1")
        .secret("auth-token", "hunter2")
        .value("from", "+12025550123")
        .basic("{account-sid}:{auth-token}")
        .form("To", "{to}")
        .form("From", "{from}")
        .form("MessagingServiceSid", "{messaging-service-sid}")
        .form("Body", "{text}")
        .form("StatusCallback", "{report-url}#rc=5")
        .maxChars(1600)
        .id("/sid")
        .result(Meaning.SETTINGS, "/code", "20003", "20404")
        .result(Meaning.RETRY, "/code", "20429")
        .reason("/message", "$body");
  }

  @Test
  void twilioIsSentAFormWithoutTheFieldsThatHaveNoValue() throws Exception {
    gateway.next(answer(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}"));

    assertThat(twilio().send(PHONE, "a&b \uD83D\uDE00")).isEqualTo(accepted("SM1"));
    assertThat(request().method()).isEqualTo("POST");
    assertThat(request().target()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
    assertThat(request().headers())
        .containsEntry("authorization", "Basic " + base64("AC1:hunter2"))
        .containsEntry("content-type", "application/x-www-form-urlencoded;charset=utf-8");
    assertThat(request().body())
        .isEqualTo(
            "To=%2B254711222333&From=%2B12025550123&Body=a%26b+%F0%9F%98%80&StatusCallback="
                + "https%3A%2F%2Fsms.example.org%2Fhttp%2Fgateway%2Freport%3Fm%3D"
                + Asking.ID
                + "%26t%3D"
                + Asking.TOKEN
                + "%23rc%3D5");
  }

  @Test
  void twilioIsNotTreatedToAReportUrlWhereThereIsNone() throws Exception {
    assertThat(twilio().withoutReports().send(PHONE, "x")).isEqualTo(SendResult.accepted());
    assertThat(request().body()).isEqualTo("To=%2B254711222333&From=%2B12025550123&Body=x");
  }

  @Test
  void whatTwilioSaysIsUnderstood() throws Exception {
    gateway.next(
        answer(400, "{\"code\":21211,\"message\":\"Invalid 'To'\\n Number\",\"status\":400}"),
        answer(400, "{\"code\":20003,\"message\":\"Authenticate\"}"),
        answer(400, "{\"code\":20429,\"message\":\"Too many\"}", "Retry-After: 7"),
        answer(503, "<html>"));

    assertThat(twilio().send(PHONE, "x"))
        .isEqualTo(SendResult.refused("the gateway answered 400 Bad Request: Invalid 'To' Number"));
    assertThat(twilio().send(PHONE, "x"))
        .isEqualTo(SendResult.unusable("the gateway answered 400 Bad Request: Authenticate"));
    assertThat(twilio().send(PHONE, "x"))
        .isEqualTo(
            new SendResult.Retry(
                "the gateway answered 400 Bad Request: Too many",
                Optional.of(Duration.ofSeconds(7))));
    assertThat(twilio().send(PHONE, "x"))
        .isEqualTo(SendResult.retry("the gateway answered 503 Service Unavailable: <html>"));
  }

  @Test
  void aTextThatIsTooLongForTwilioIsNotSent() throws Exception {
    assertThat(twilio().send(PHONE, "\uD83D\uDE00".repeat(1600))).isEqualTo(SendResult.accepted());
    assertThat(twilio().send(PHONE, "x".repeat(1601)))
        .isEqualTo(SendResult.unsendable("the text has 1601 characters; max-chars is 1600"));
    assertThat(gateway.received()).hasSize(1);
  }

  @Test
  void vonageIsSentJsonWithABareNumber() throws Exception {
    Asking vonage =
        Asking.post(gateway.url("/v1/messages"))
            .secret("api-secret", "s-hunter2")
            .value("api-key", "k")
            .value("from", "Bank")
            .basic("{api-key}:{api-secret}")
            .numbers(NumberStyle.BARE)
            .json(
                ordered(
                    "channel", "sms",
                    "to", "{to}",
                    "from", "{from}",
                    "text", "{text}",
                    "client_ref", "{message-id}"))
            .id("/message_uuid")
            .result(Meaning.RETRY, "/title", "1000")
            .reason("/detail", "/title");
    gateway.next(answer(202, "{\"message_uuid\":\" u-1 \"}"), answer(422, "{\"detail\":\"No\"}"));

    assertThat(vonage.send(PHONE, "say \"hi\"\n")).isEqualTo(accepted("u-1"));
    assertThat(request().headers()).containsEntry("content-type", "application/json");
    assertThat(request().body())
        .isEqualTo(
            "{\"channel\":\"sms\",\"to\":\"254711222333\",\"from\":\"Bank\","
                + "\"text\":\"say \\\"hi\\\"\\n\",\"client_ref\":\""
                + Asking.ID
                + "\"}");
    assertThat(vonage.send(PHONE, "x"))
        .isEqualTo(SendResult.refused("the gateway answered 422 Unprocessable Entity: No"));
  }

  private Asking africasTalking() {
    String recipient = "/SMSMessageData/Recipients/0";
    return Asking.post(gateway.url("/version1/messaging"))
        .value("username", "myapp")
        .secret("api-key", "k-hunter2")
        .header("apiKey", "{api-key}")
        .header("Accept", "application/json")
        .form("username", "{username}")
        .form("to", "{to}")
        .form("from", "{from}")
        .form("message", "{text}")
        .form("bulkSMSMode", "1")
        .id(recipient + "/messageId")
        .result(Meaning.ACCEPTED, recipient + "/statusCode", "100", "101", "102")
        .result(Meaning.RETRY, recipient + "/statusCode", "500", "501", "502")
        .result(Meaning.SETTINGS, recipient + "/statusCode", "402", "405")
        .result(Meaning.REFUSED, recipient + "/statusCode", "401", "403", "404", "406", "407")
        .result(Meaning.SETTINGS, "$status", "200", "201")
        .reason(recipient + "/status", "/SMSMessageData/Message", "$body");
  }

  @Test
  void africasTalkingIsSentAFormWithAKeyAsAHeader() throws Exception {
    gateway.next(recipient(101, "Success", "ATXid_1"));

    assertThat(africasTalking().send(PHONE, "x")).isEqualTo(accepted("ATXid_1"));
    assertThat(request().headers())
        .containsEntry("apikey", "k-hunter2")
        .containsEntry("accept", "application/json");
    assertThat(request().body())
        .isEqualTo("username=myapp&to=%2B254711222333&message=x&bulkSMSMode=1");
  }

  @Test
  void aSuccessOfAfricasTalkingThatSaysNoIsNone() throws Exception {
    gateway.next(
        recipient(406, "UserInBlacklist", "None"),
        recipient(405, "InsufficientBalance", "None"),
        recipient(500, "InternalServerError", "None"),
        answer(201, "{\"SMSMessageData\":{\"Message\":\"InvalidSenderId\",\"Recipients\":[]}}"),
        answer(201, "<html>log in first</html>"),
        answer(401, "The supplied authentication is invalid"));

    String created = "the gateway answered 201 Created: ";
    assertThat(africasTalking().send(PHONE, "x"))
        .isEqualTo(SendResult.refused(created + "UserInBlacklist"));
    assertThat(africasTalking().send(PHONE, "x"))
        .isEqualTo(SendResult.unusable(created + "InsufficientBalance"));
    assertThat(africasTalking().send(PHONE, "x"))
        .isEqualTo(SendResult.retry(created + "InternalServerError"));
    assertThat(africasTalking().send(PHONE, "x"))
        .isEqualTo(SendResult.unusable(created + "InvalidSenderId"));
    assertThat(africasTalking().send(PHONE, "x"))
        .isEqualTo(SendResult.unusable(created + "<html>log in first</html>"));
    assertThat(africasTalking().send(PHONE, "x"))
        .isEqualTo(
            SendResult.unusable(
                "the gateway answered 401 Unauthorized: The supplied authentication is invalid"));
  }

  @Test
  void infobipIsSentNestedJsonOfWhichWhatIsEmptyIsLeftOut() throws Exception {
    Asking infobip =
        Asking.post(gateway.url("/sms/3/messages"))
            .secret("api-key", "k-hunter2")
            .header("Authorization", "App {api-key}")
            .numbers(NumberStyle.BARE)
            .json(
                Map.of(
                    "messages",
                    List.of(
                        ordered(
                            "sender", "{from}",
                            "destinations", List.of(Map.of("to", "{to}")),
                            "content", Map.of("text", "{text}"),
                            "webhooks", Map.of("delivery", Map.of("url", "{report-url}"))))))
            .id("/messages/0/messageId")
            .result(Meaning.REFUSED, "/messages/0/status/groupId", "2", "4", "5");
    gateway.next(
        answer(
            200,
            "{\"messages\":[{\"messageId\":12345678901234567890,\"status\":{\"groupId\":1}}]}"),
        answer(200, "{\"messages\":[{\"messageId\":\"2\",\"status\":{\"groupId\":5}}]}"));

    assertThat(infobip.withoutReports().send(PHONE, "x"))
        .isEqualTo(accepted("12345678901234567890"));
    assertThat(request().headers()).containsEntry("authorization", "App k-hunter2");
    assertThat(request().body())
        .isEqualTo(
            "{\"messages\":[{\"destinations\":[{\"to\":\"254711222333\"}],"
                + "\"content\":{\"text\":\"x\"}}]}");
    assertThat(infobip.send(PHONE, "x"))
        .isEqualTo(
            SendResult.refused(
                "the gateway answered 200 OK:"
                    + " {\"messages\":[{\"messageId\":\"2\",\"status\":{\"groupId\":5}}]}"));
  }

  private Asking smsGate() {
    return Asking.post("{url}")
        .value("url", gateway.url("/3rdparty/v1/messages?a=b"))
        .query("skipPhoneValidation", "true")
        .query("device", "{device-id}")
        .value("username", "u")
        .secret("password", "p-hunter2")
        .basic("{username}:{password}")
        .json(
            ordered(
                "id",
                "{message-id}",
                "textMessage",
                Map.of("text", "{text}"),
                "phoneNumbers",
                List.of("{to}"),
                "withDeliveryReport",
                true,
                "ttl",
                3600,
                "simNumber",
                "{sim}",
                "deviceId",
                "{device-id}"))
        .id("/id")
        .result(Meaning.ACCEPTED, "$status", "409")
        .reason("/message", "$body");
  }

  @Test
  void smsGateIsSentNumbersAsNumbersAndNothingForWhatIsLeftOut() throws Exception {
    gateway.next(answer(202, "{\"id\":\"1\"}"), answer(409, "{\"message\":\"conflict\"}"));

    assertThat(smsGate().number("sim", "2").send(PHONE, "x")).isEqualTo(accepted("1"));
    assertThat(request().target()).isEqualTo("/3rdparty/v1/messages?a=b&skipPhoneValidation=true");
    assertThat(request().body())
        .isEqualTo(
            "{\"id\":\""
                + Asking.ID
                + "\",\"textMessage\":{\"text\":\"x\"},\"phoneNumbers\":[\"+254711222333\"],"
                + "\"withDeliveryReport\":true,\"ttl\":3600,\"simNumber\":2}");
    assertThat(smsGate().send(PHONE, "x")).isEqualTo(SendResult.accepted());
  }

  private Asking jasmin() {
    return Asking.get(gateway.url("/send"))
        .secret("password", "p-hunter2")
        .byAlphabet("content", "{text}", null)
        .byAlphabet("hex", null, "{text-utf16-hex}")
        .byAlphabet("coding", "0", "8")
        .query("username", "me")
        .query("password", "{password}")
        .query("to", "{to}")
        .query("content", "{content}")
        .query("hex-content", "{hex}")
        .query("coding", "{coding}")
        .numbers(NumberStyle.BARE)
        .id("$body")
        .idPattern("Success \"([^\"]+)\"")
        .result(Meaning.SETTINGS, "$status", "412")
        .reason("$body");
  }

  @Test
  void jasminIsSentAQueryAndItsIdIsFoundInAText() throws Exception {
    gateway.next(answer(200, "Success \"07033084-5cfd\""), answer(200, "Success"));

    assertThat(jasmin().send(PHONE, "a b&[")).isEqualTo(accepted("07033084-5cfd"));
    assertThat(request().method()).isEqualTo("GET");
    assertThat(request().body()).isEmpty();
    assertThat(request().target())
        .isEqualTo(
            "/send?username=me&password=p-hunter2&to=254711222333&content=a%20b%26%5B&coding=0");
    assertThat(jasmin().send(PHONE, "\u017C")).isEqualTo(SendResult.accepted());
    assertThat(gateway.received().get(1).target())
        .isEqualTo(
            "/send?username=me&password=p-hunter2&to=254711222333&hex-content=017C&coding=8");
  }

  @Test
  void jasminHasNoRouteUntilSomebodyMakesOne() throws Exception {
    gateway.next(answer(412, "Error \"No route found\""));

    assertThat(jasmin().send(PHONE, "x"))
        .isEqualTo(
            SendResult.unusable(
                "the gateway answered 412 Precondition Failed: Error \"No route found\""));
  }

  @ParameterizedTest
  @CsvSource({"'a \u20AC^', plain", "\u0142, unicode", "\u00E7, unicode", "'', plain"})
  void messageBirdIsToldWhichAlphabetTheTextNeeds(String text, String type) throws Exception {
    Asking.post(gateway.url("/messages"))
        .secret("key", "k")
        .header("Authorization", "AccessKey {key}")
        .byAlphabet("type", "plain", "unicode")
        .form("datacoding", "{type}")
        .form("body", "{text}")
        .send(PHONE, text);

    assertThat(request().body()).startsWith("datacoding=" + type + "&");
  }

  @ParameterizedTest
  @CsvSource({"19, RETRY", "26, REFUSED", "7, SETTINGS"})
  void clickatellSaysInASuccessWhatWasWrong(String code, Meaning meaning) throws Exception {
    Asking clickatell =
        Asking.post(gateway.url("/v1/message"))
            .secret("api-key", "k-hunter2")
            .header("Authorization", "{api-key}")
            .json(Map.of("messages", List.of(Map.of("to", "{to}", "content", "{text}"))))
            .id("/messages/0/apiMessageId")
            .result(Meaning.RETRY, "/messages/0/error/code", "19")
            .result(Meaning.REFUSED, "/messages/0/error/code", "26")
            .result(Meaning.SETTINGS, "/messages/0/error/code", "7")
            .reason("/messages/0/error/description");
    gateway.next(
        answer(
            207, "{\"messages\":[{\"error\":{\"code\":" + code + ",\"description\":\"why\"}}]}"));

    assertThat(clickatell.send(PHONE, "x"))
        .isEqualTo(
            meaning.result(
                "the gateway answered 207 Multi-Status: why", Optional.empty(), Optional.empty()));
  }

  private static FakeGateway.Behaviour recipient(int code, String status, String id) {
    return answer(
        201,
        "{\"SMSMessageData\":{\"Recipients\":[{\"statusCode\":"
            + code
            + ",\"status\":\""
            + status
            + "\",\"messageId\":\""
            + id
            + "\"}]}}");
  }

  static FakeGateway.Behaviour answer(int status, String body, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return FakeGateway.raw(
        "HTTP/1.1 "
            + status
            + " Whatever\r\n"
            + lines
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static SendResult accepted(String id) {
    return new SendResult.Accepted(Optional.of(id));
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static String base64(String plain) {
    return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private Received request() {
    return gateway.received().get(0);
  }
}
