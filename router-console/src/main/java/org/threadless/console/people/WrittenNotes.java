package org.threadless.console.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.threadless.router.message.Contact;

/** Notes as somebody writes them: a line each, {@code key: value}. */
final class WrittenNotes {

  private WrittenNotes() {}

  static String of(Contact contact) {
    return contact.notes().entrySet().stream()
        .map(note -> note.getKey() + ": " + note.getValue())
        .collect(Collectors.joining("\n"));
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException where a line is no note; its message goes on after the name of
   *     the field
   */
  static Map<String, String> read(String written) {
    Map<String, String> notes = new LinkedHashMap<>();
    for (String line : written.lines().toList()) {
      int colon = line.indexOf(':');
      if (!line.isBlank()) {
        if (colon < 1) {
          throw new IllegalArgumentException(
              "must be lines such as village: Kisumu, and one is: " + line.strip());
        }
        notes.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return notes;
  }
}
