package org.threadless.storage.copy;

/**
 * A column of a table.
 *
 * @param type what its database calls the type of it
 * @param counts whether the database gives values by itself, one after the other
 */
record CopiedColumn(String name, ColumnKind kind, String type, boolean counts) {

  String quoted() {
    return CopiedTable.quoted(name);
  }
}
