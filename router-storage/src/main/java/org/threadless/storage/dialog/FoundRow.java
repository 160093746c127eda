package org.threadless.storage.dialog;

import java.util.Map;
import org.threadless.router.message.Dialog;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an app has asked.
 *
 * @param state as JSON
 * @param last whether no other app has asked since
 */
public record FoundRow(String state, boolean last) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> STATE = new TypeReference<>() {};

  static String written(Dialog dialog) {
    return JSON.writeValueAsString(dialog.state());
  }

  Dialog toDialog() {
    return new Dialog(JSON.readValue(state, STATE), last);
  }
}
