package org.threadless.storage.dialog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.app.AppName;
import org.threadless.router.dialog.Dialogs;
import org.threadless.router.engine.store.DialogStore;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Dialog;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.session.CurrentTransaction;

/** Keeps dialogs in H2 or PostgreSQL. */
public final class StoredDialogs implements DialogStore {

  private static final Duration LONGEST = Duration.ofDays(366);

  private final CurrentTransaction current;
  private final InstantSource clock;
  private final MessageIds ids = new MessageIds();

  /**
   * @param clock tells what is forgotten
   */
  public StoredDialogs(CurrentTransaction current, InstantSource clock) {
    this.current = current;
    this.clock = clock;
  }

  @Override
  public Dialogs of(AppName app) {
    return new OfApp(app.value());
  }

  /** The dialogs of one app. */
  private final class OfApp implements Dialogs {

    private final String app;

    OfApp(String app) {
      this.app = app;
    }

    @Override
    public void ask(Connection connection, Map<String, String> state, Duration forgottenAfter) {
      DialogRow row =
          new DialogRow(
              connection.backend().value(),
              connection.identity().value(),
              app,
              FoundRow.written(new Dialog(state, true)),
              ids.next(),
              forgottenAt(forgottenAfter));
      current.call(DialogMapper.class, mapper -> put(row, mapper));
    }

    @Override
    public Optional<Dialog> of(Connection connection) {
      Instant now = clock.instant();
      return Optional.ofNullable(
              current.read(
                  DialogMapper.class,
                  mapper ->
                      mapper.find(
                          connection.backend().value(), connection.identity().value(), app, now)))
          .map(FoundRow::toDialog);
    }

    @Override
    public boolean end(Connection connection) {
      Instant now = clock.instant();
      return current.call(
          DialogMapper.class,
          mapper ->
              mapper.delete(connection.backend().value(), connection.identity().value(), app, now)
                  == 1);
    }
  }

  private Instant forgottenAt(Duration forgottenAfter) {
    if (forgottenAfter.isNegative()
        || forgottenAfter.isZero()
        || forgottenAfter.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "an answer must be waited for longer than 0 and 366 days at most, and is for "
              + forgottenAfter);
    }
    return clock.instant().plus(forgottenAfter);
  }

  private static DialogRow put(DialogRow row, DialogMapper mapper) {
    // Between the two, somebody else may have added it, and even have taken it away again.
    while (mapper.update(row) == 0 && mapper.insert(row) == 0) {
      Thread.onSpinWait();
    }
    return row;
  }
}
