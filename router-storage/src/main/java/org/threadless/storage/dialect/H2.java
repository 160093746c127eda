package org.threadless.storage.dialect;

import java.sql.Connection;

/** H2, in this process. */
final class H2 implements Dialect {

  @Override
  public String databaseId() {
    return "h2";
  }

  @Override
  public void limit(Connection connection, boolean app) {
    // It cannot hang by itself.
  }
}
