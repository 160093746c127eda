package org.threadless.app.guard;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes settings of which a few are given. */
final class TestSettings {

  private TestSettings() {}

  static GuardSettings none() {
    return of(Map.of());
  }

  static GuardSettings of(String key, Object value) {
    return of(Map.of(key, value));
  }

  static GuardSettings of(String key, Object value, String key2, Object value2) {
    return of(Map.of(key, value, key2, value2));
  }

  private static GuardSettings of(Map<String, Object> given) {
    RecordComponent[] components = GuardSettings.class.getRecordComponents();
    Map<String, Object> left = new HashMap<>(given);
    Object[] values =
        List.of(components).stream().map(RecordComponent::getName).map(left::remove).toArray();
    try {
      return (GuardSettings) GuardSettings.class.getDeclaredConstructors()[0].newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(given.toString(), e);
    }
  }
}
