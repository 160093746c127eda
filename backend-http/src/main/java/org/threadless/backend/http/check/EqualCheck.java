package org.threadless.backend.http.check;

import java.util.LinkedHashMap;
import java.util.Map;
import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.backend.http.value.SettingTexts;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.Secret;

/** Values that must stand at places of a request. */
final class EqualCheck implements Check {

  private static final String KIND = "equal";

  private final Map<ValuePath, String> expected = new LinkedHashMap<>();

  EqualCheck(Map<String, Secret> written, SettingValues values) {
    written.forEach(
        (path, value) ->
            expected.put(ValuePath.ofKey(KIND, path), SettingTexts.of(KIND, value, values)));
  }

  @Override
  public void require(CheckedRequest request) {
    expected.forEach(
        (path, right) -> {
          String given = path.in(request.values()).orElse("");
          if (!SameText.is(given, right)) {
            throw CheckedRequest.refused(KIND, path, Check.missingOrWrong(given));
          }
        });
  }
}
