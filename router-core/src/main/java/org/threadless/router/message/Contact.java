package org.threadless.router.message;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.threadless.router.text.LanguageTag;
import org.threadless.router.text.Printable;

/**
 * A person, as it is known at one moment: a value, which does not follow what is changed later. A
 * connection belongs to one contact at most; names need not differ.
 *
 * @param id a UUIDv7, so that ids sort by when the contacts were made
 * @param name 1 to {@value #MAX_NAME_LENGTH} characters, none of them a control character; empty
 *     where it is not known
 * @param language what the person reads; empty where it is not known
 * @param notes what else is known, by name, sorted: at most {@value #MAX_NOTES}, their names like
 *     that of the contact with up to {@value #MAX_NOTE_NAME_LENGTH} characters, and each value with
 *     up to {@value #MAX_NOTE_LENGTH}, in lines if need be. Not to be changed
 * @param connections by which the person is reached, in the order in which they were added
 * @param groups the names of the groups that the person is in, sorted
 */
public record Contact(
    UUID id,
    Optional<String> name,
    Optional<Locale> language,
    Map<String, String> notes,
    List<Connection> connections,
    List<String> groups) {

  /** The longest name, in characters (UTF-16 units). */
  public static final int MAX_NAME_LENGTH = 200;

  /** The longest name of a note, in characters. */
  public static final int MAX_NOTE_NAME_LENGTH = 50;

  /** The longest note, in characters. */
  public static final int MAX_NOTE_LENGTH = 2000;

  /** How many notes there may be. */
  public static final int MAX_NOTES = 50;

  private static final int MAX_LANGUAGE_LENGTH = 35;

  /**
   * Checks what is said of the person.
   *
   * @throws IllegalArgumentException where that is not valid; its message names what
   */
  public Contact {
    Objects.requireNonNull(id, "id");
    name.ifPresent(value -> Texts.requireName("name", value, MAX_NAME_LENGTH));
    language.ifPresent(Contact::checkLanguage);
    checkNotes(notes);
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
    connections = List.copyOf(connections);
    groups = List.copyOf(groups);
  }

  /** Returns somebody of whom nothing is known. */
  public static Contact unknown(UUID id) {
    return new Contact(id, Optional.empty(), Optional.empty(), Map.of(), List.of(), List.of());
  }

  /**
   * Returns the language of a tag of BCP 47: {@code sw}, {@code pt-BR}.
   *
   * @throws IllegalArgumentException where it is none; its message goes on after the name of the
   *     field
   */
  public static Locale language(String tag) {
    return LanguageTag.parse(tag)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is not a language such as sw or pt-BR: "
                        + Printable.of(tag, MAX_LANGUAGE_LENGTH)));
  }

  /** Returns the same with a name. */
  public Contact withName(String newName) {
    return with(Optional.of(newName), language, notes);
  }

  /** Returns the same without a name. */
  public Contact withoutName() {
    return with(Optional.empty(), language, notes);
  }

  /** Returns the same with a language. */
  public Contact withLanguage(Locale newLanguage) {
    return with(name, Optional.of(newLanguage), notes);
  }

  /** Returns the same without a language. */
  public Contact withoutLanguage() {
    return with(name, Optional.empty(), notes);
  }

  /** Returns the same with this note, in the place of the one of the same name. */
  public Contact withNote(String key, String note) {
    Map<String, String> changed = new TreeMap<>(notes);
    changed.put(key, note);
    return with(name, language, changed);
  }

  /** Returns the same without the note of that name, if there is one. */
  public Contact withoutNote(String key) {
    Map<String, String> changed = new TreeMap<>(notes);
    changed.remove(key);
    return with(name, language, changed);
  }

  private Contact with(
      Optional<String> newName, Optional<Locale> newLanguage, Map<String, String> newNotes) {
    return new Contact(id, newName, newLanguage, newNotes, connections, groups);
  }

  private static void checkLanguage(Locale language) {
    String tag = language.toLanguageTag();
    if (language.getLanguage().isEmpty() || tag.length() > MAX_LANGUAGE_LENGTH) {
      throw new IllegalArgumentException("language must be one such as sw or pt-BR, and is " + tag);
    }
  }

  private static void checkNotes(Map<String, String> notes) {
    if (notes.size() > MAX_NOTES) {
      throw new IllegalArgumentException(
          "notes must be at most " + MAX_NOTES + ", and are " + notes.size());
    }
    notes.forEach(
        (key, note) -> {
          Texts.requireName("the name of a note", key, MAX_NOTE_NAME_LENGTH);
          Texts.requireText("the note " + key, note, MAX_NOTE_LENGTH);
        });
  }

  /** Says who it is, as far as that can be told in the log. */
  @Override
  public String toString() {
    return "contact " + id;
  }
}
