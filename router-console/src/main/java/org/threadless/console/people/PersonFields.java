package org.threadless.console.people;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.threadless.console.call.Visit;
import org.threadless.http.request.FormReader;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Texts;

/** What a form says of a person: all of it, so that what is left empty goes. */
final class PersonFields {

  private PersonFields() {}

  /**
   * Reads a form.
   *
   * @throws org.threadless.http.request.RequestException where something is wrong
   */
  static UnaryOperator<Contact> of(Visit visit) {
    Optional<String> name =
        visit.field("name", value -> Texts.requireName(value.strip(), Contact.MAX_NAME_LENGTH));
    Optional<Locale> language = visit.field("language", value -> Contact.language(value.strip()));
    Map<String, String> notes = visit.field("notes", WrittenNotes::read).orElse(Map.of());
    return contact ->
        FormReader.checked("notes", () -> withNotes(known(contact, name, language), notes));
  }

  private static Contact known(Contact contact, Optional<String> name, Optional<Locale> language) {
    Contact named = name.map(contact::withName).orElseGet(contact::withoutName);
    return language.map(named::withLanguage).orElseGet(named::withoutLanguage);
  }

  private static Contact withNotes(Contact contact, Map<String, String> notes) {
    Contact changed = contact;
    for (String key : contact.notes().keySet()) {
      changed = changed.withoutNote(key);
    }
    for (Map.Entry<String, String> note : notes.entrySet()) {
      changed = changed.withNote(note.getKey(), note.getValue());
    }
    return changed;
  }
}
