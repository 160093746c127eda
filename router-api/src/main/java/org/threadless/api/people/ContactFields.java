package org.threadless.api.people;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.threadless.api.call.Fields;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Texts;

/** What fields say of a person. */
final class ContactFields {

  private static final int MOST_CHANGED_NOTES = 2 * Contact.MAX_NOTES;

  private ContactFields() {}

  /** Reads what is known of somebody new. */
  static UnaryOperator<Contact> known(Fields fields) {
    Optional<String> name = fields.text("name", ContactFields::name);
    Optional<Locale> language = fields.text("language", Contact::language);
    Map<String, String> notes =
        fields.texts("notes", Contact.MAX_NOTES, Contact.MAX_NOTE_LENGTH).orElse(Map.of());
    return unknown -> {
      Contact known = name.map(unknown::withName).orElse(unknown);
      known = language.map(known::withLanguage).orElse(known);
      for (Map.Entry<String, String> note : notes.entrySet()) {
        known = known.withNote(note.getKey(), note.getValue());
      }
      return known;
    };
  }

  /** Reads what is to change: what is left out stays, and null takes it away. */
  static UnaryOperator<Contact> changes(Fields fields) {
    if (!fields.has("name") && !fields.has("language") && !fields.has("notes")) {
      fields.wrong("name", "or language or notes must be there");
    }
    UnaryOperator<Contact> name = name(fields);
    UnaryOperator<Contact> language = language(fields);
    UnaryOperator<Contact> notes = notes(fields);
    return contact -> notes.apply(language.apply(name.apply(contact)));
  }

  private static UnaryOperator<Contact> name(Fields fields) {
    if (fields.isNull("name")) {
      return Contact::withoutName;
    }
    Optional<String> name = fields.text("name", ContactFields::name);
    return contact -> name.map(contact::withName).orElse(contact);
  }

  private static UnaryOperator<Contact> language(Fields fields) {
    if (fields.isNull("language")) {
      return Contact::withoutLanguage;
    }
    Optional<Locale> language = fields.text("language", Contact::language);
    return contact -> language.map(contact::withLanguage).orElse(contact);
  }

  private static UnaryOperator<Contact> notes(Fields fields) {
    Map<String, Optional<String>> notes =
        fields.changes("notes", MOST_CHANGED_NOTES, Contact.MAX_NOTE_LENGTH).orElse(Map.of());
    return contact -> {
      Contact changed = contact;
      // Those that go first, so that there is room for those that come.
      for (String key : notes.keySet()) {
        changed = changed.withoutNote(key);
      }
      for (Map.Entry<String, Optional<String>> note : notes.entrySet()) {
        if (note.getValue().isPresent()) {
          changed = changed.withNote(note.getKey(), note.getValue().get());
        }
      }
      return changed;
    };
  }

  private static String name(String value) {
    return Texts.requireName(value, Contact.MAX_NAME_LENGTH);
  }
}
