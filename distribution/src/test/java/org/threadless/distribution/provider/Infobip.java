package org.threadless.distribution.provider;

import java.util.List;
import java.util.Map;

/** Signs nothing, brings several at a time, and knows messages by our ids. */
public final class Infobip extends FakeProvider {

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** Takes one message. */
  public Infobip() {
    super(
        "infobip",
        "200 OK",
        "{\"messages\":[{\"messageId\":\"x\",\"status\":{\"groupId\":1,\"groupName\":\"PENDING\"}}]}");
  }

  @Override
  public List<String> settings() {
    return List.of(
        "api-key: key-of-infobip",
        "base-url: xxxxx.api.infobip.com",
        "from: \"447491163443\"",
        "secret: s3cret",
        insteadOf("/sms/3/messages"));
  }

  @Override
  public Brought message(String text) {
    return new Brought(
        "?secret=s3cret",
        JSON,
        "{\"results\":[{\"messageId\":\"in-1\",\"from\":\"385916242493\",\"to\":\"22334\",\"text\":\""
            + text
            + "\",\"receivedAt\":\"2026-01-31T16:00:00.000+0000\",\"smsCount\":1}],\"messageCount\":1}");
  }

  @Override
  public Brought delivered() {
    String id = taken().body().replaceFirst(".*\"messageId\":\"([^\"]+)\".*", "$1");
    return new Brought(
        reportTo(),
        JSON,
        "{\"results\":[{\"messageId\":\""
            + id
            + "\",\"status\":{\"groupName\":\"DELIVERED\"},\"doneAt\":\"2026-01-31T16:00:09.000+0000\"}]}");
  }
}
