package org.threadless.storage.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.threadless.storage.node.OtherNodes;

/**
 * Keeps migrations from being made beside nodes of an older version that could not go on with what
 * they make. Those have a name that ends with {@code _alone}; all others only add what older
 * versions need not know: tables, indexes, columns that may be empty or have a default.
 */
final class LoneMigrations implements Callback {

  private static final String ALONE = " alone";

  private final DataSource source;
  private final Supplier<MigrationInfo[]> pending;
  private boolean isNonePending;
  private Optional<String> refusal = Optional.empty();

  /**
   * @param pending asked for what is to be made, before the first of it is
   */
  LoneMigrations(DataSource source, Supplier<MigrationInfo[]> pending) {
    this.source = source;
    this.pending = pending;
  }

  /** Returns why nothing was made, as the rest of a sentence that ends with what to do. */
  Optional<String> refusal() {
    return refusal;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  // Before each: none of them is made where one that comes later must not be. To ask for them takes
  // longer than to make one: where none is of that kind, none of those that are left is.
  @Override
  public void handle(Event event, Context context) {
    if (isNonePending) {
      return;
    }
    Optional<String> lone =
        Arrays.stream(pending.get())
            .map(MigrationInfo::getDescription)
            .filter(description -> description != null && description.endsWith(ALONE))
            .findFirst();
    isNonePending = lone.isEmpty();
    if (lone.isPresent() && isAnyAlive()) {
      refusal =
          Optional.of(
              "a router of an older version works on it, which does not work with the tables of"
                  + " this one: stop all routers, then start this one");
      throw new FlywayException(refusal.get());
    }
  }

  private boolean isAnyAlive() {
    try (Connection connection = source.getConnection()) {
      return OtherNodes.isAnyAlive(connection);
    } catch (SQLException e) {
      throw new FlywayException("the nodes cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String getCallbackName() {
    return "migrations that are made alone";
  }
}
