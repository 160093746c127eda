package org.threadless.router.engine.people;

import java.util.Locale;
import java.util.Set;

/** The columns that contacts are imported from and exported to. */
final class PeopleColumns {

  static final String ID = "id";
  static final String NAME = "name";
  static final String LANGUAGE = "language";
  static final String GROUPS = "groups";
  static final String CONNECTION = "connection";
  static final String NOTE = "note:";

  private static final Set<String> NAMES = Set.of(ID, NAME, LANGUAGE, GROUPS, CONNECTION);

  private PeopleColumns() {}

  /**
   * Returns the name of a column as it stands here, whatever the case of its letters; that of a
   * note keeps the note's own; any other as it is written.
   */
  static String of(String written) {
    String name = written.replace("\uFEFF", "").strip();
    String lower = name.toLowerCase(Locale.ROOT);
    if (isNote(lower)) {
      return NOTE + name.substring(NOTE.length());
    }
    return NAMES.contains(lower) ? lower : name;
  }

  /** Returns whether this is one of them: those apart that are named after a backend. */
  static boolean isOne(String column) {
    return NAMES.contains(column) || isNote(column);
  }

  static boolean isNote(String column) {
    return column.startsWith(NOTE) && column.length() > NOTE.length();
  }

  /** Returns the word of a note's column. */
  static String note(String column) {
    return column.substring(NOTE.length());
  }
}
