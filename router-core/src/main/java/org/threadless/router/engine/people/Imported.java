package org.threadless.router.engine.people;

/**
 * What has become of the rows of a table.
 *
 * @param added those that have made a contact
 * @param changed those of a contact that was there
 * @param refused those of which nothing is stored
 */
public record Imported(long added, long changed, long refused) {

  static final Imported NONE = new Imported(0, 0, 0);

  /** Returns how many are stored. */
  public long stored() {
    return added + changed;
  }

  Imported plus(Imported more) {
    return new Imported(added + more.added, changed + more.changed, refused + more.refused);
  }
}
