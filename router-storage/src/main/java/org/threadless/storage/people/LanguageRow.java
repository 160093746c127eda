package org.threadless.storage.people;

import java.util.Locale;
import java.util.Map;
import org.threadless.router.message.Connection;

/** The language of whom a connection belongs to; null where it is not known. */
record LanguageRow(String backend, String identity, String language) {

  void addTo(Map<Connection, Locale> languages) {
    if (language != null) {
      languages.put(Connection.stored(backend, identity), Locale.forLanguageTag(language));
    }
  }
}
