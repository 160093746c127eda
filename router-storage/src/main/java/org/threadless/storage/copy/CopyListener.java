package org.threadless.storage.copy;

/** Is told how far a copy has come. */
public interface CopyListener {

  /**
   * So many rows of a table are copied now; told after each lot of them.
   *
   * @param all how many it has
   */
  void copied(String table, long rows, long all);

  /** All rows of a table are the same in both databases. */
  void compared(String table, long rows);
}
