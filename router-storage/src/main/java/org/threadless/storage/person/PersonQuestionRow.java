package org.threadless.storage.person;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.threadless.router.message.Connection;

/**
 * What an app has asked somebody, and waits for.
 *
 * @param state what the app keeps of it, a JSON object
 */
record PersonQuestionRow(String app, String state, Instant forgottenAt) {

  Map<String, Object> shown(Connection asked) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("backend", asked.backend().value());
    shown.put("identity", asked.identity().value());
    shown.put("app", app);
    shown.put("state", state);
    shown.put("forgottenAt", forgottenAt.toString());
    return shown;
  }
}
