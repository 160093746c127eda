package org.threadless.http.callback;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.text.Segments;
import tools.jackson.databind.json.JsonMapper;

/** Writes an event as JSON, as Standard Webhooks has it: type, timestamp and data. */
final class CallbackBody {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CallbackBody() {}

  static String of(CallbackEvent event) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", event.type().wireName());
    body.put("timestamp", event.at().toString());
    body.put("data", data(event));
    return JSON.writeValueAsString(body);
  }

  private static Map<String, Object> data(CallbackEvent event) {
    CallbackEvent.About message = event.message();
    boolean isReceived = event.type() == EventType.RECEIVED;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", message.id().toString());
    data.put("backend", message.connection().backend().value());
    data.put("identity", message.connection().identity().value());
    data.put("direction", message.direction().name().toLowerCase(Locale.ROOT));
    put("status", event.status(), data);
    // What was sent is known to who has sent it, and nobody else's.
    put("text", Optional.of(message.text()).filter(text -> isReceived), data);
    put("external-id", message.externalId(), data);
    put("in-response-to", message.inResponseTo().map(Object::toString), data);
    put("reason", event.reason(), data);
    if (message.direction() == Direction.OUT) {
      data.put("segments", Segments.of(message.text()).count());
    }
    return data;
  }

  private static void put(String key, Optional<String> value, Map<String, Object> data) {
    value.ifPresent(there -> data.put(key, there));
  }
}
