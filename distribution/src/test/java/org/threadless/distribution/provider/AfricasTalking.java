package org.threadless.distribution.provider;

import java.util.List;
import java.util.Map;

/** Signs nothing, and reports by an id of its own. */
public final class AfricasTalking extends FakeProvider {

  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  /** Takes one message. */
  public AfricasTalking() {
    super(
        "africastalking",
        "201 Created",
        "{\"SMSMessageData\":{\"Message\":\"Sent to 1/1\",\"Recipients\":[{\"statusCode\":101,"
            + "\"status\":\"Success\",\"messageId\":\"ATXid_1\",\"number\":\"+254711000001\"}]}}");
  }

  @Override
  public List<String> settings() {
    return List.of(
        "username: sandbox",
        "api-key: key-of-at",
        "from: \"22334\"",
        "secret: s3cret",
        insteadOf("/version1/messaging"));
  }

  @Override
  public Brought message(String text) {
    String body =
        "from=%2B254711000001&to=22334&id=in-1&date=2026-01-31T10:00:00Z&text="
            + text.replace(" ", "+");
    return new Brought("?secret=s3cret", FORM, body);
  }

  @Override
  public Brought delivered() {
    return new Brought(
        "report?secret=s3cret", FORM, "id=ATXid_1&status=Success&phoneNumber=%2B254711000001");
  }
}
