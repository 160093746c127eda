package org.threadless.storage;

import java.nio.file.Path;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.pool.DatabaseSettings;

class H2ManyRowsTest extends ManyRowsContract {

  private static final Pattern READ = Pattern.compile("scanCount: (\\d+)");

  @TempDir private Path folder;

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("router"), null, null, null);
  }

  @Override
  int messages() {
    return Integer.getInteger("many.rows", 150_000);
  }

  @Override
  int messagesOfOne() {
    return messages() / 6;
  }

  @Override
  String series(int from, int to) {
    return "system_range(" + from + ", " + to + ")";
  }

  @Override
  String explain() {
    return "EXPLAIN ANALYZE";
  }

  @Override
  long rows(String plan) {
    return READ.matcher(plan).results().mapToLong(each -> Long.parseLong(each.group(1))).sum();
  }

  // It goes by the order that is asked for.
  @Override
  void mislead(Statement statement) {}

  @Override
  boolean isForeign(String statement) {
    return statement.equals("prepareTurn");
  }
}
