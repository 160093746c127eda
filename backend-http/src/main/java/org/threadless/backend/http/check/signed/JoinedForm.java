package org.threadless.backend.http.check.signed;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields of a form as Twilio signs them: by name, each name followed by its value. */
final class JoinedForm {

  private JoinedForm() {}

  /**
   * Returns it as {@link ByteText}. Of a field that is there more than once, each value that is not
   * the same counts, sorted.
   */
  static String of(List<Map.Entry<String, String>> fields) {
    SortedMap<String, SortedSet<String>> values = new TreeMap<>();
    for (Map.Entry<String, String> field : fields) {
      values
          .computeIfAbsent(ByteText.of(field.getKey()), name -> new TreeSet<>())
          .add(ByteText.of(field.getValue()));
    }
    return values.entrySet().stream()
        .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + value))
        .collect(Collectors.joining());
  }
}
