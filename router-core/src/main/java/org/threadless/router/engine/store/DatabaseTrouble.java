package org.threadless.router.engine.store;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.text.Masked;

/**
 * That the database does not store what it is to, seen by whoever wants something stored: the one
 * place that tells the log of it, and that knows why messages are refused. The log has a line when
 * it begins, one a minute at most while it lasts, and one when it is over. That is when nothing has
 * failed for ten seconds; but for a minute where some was stored while other things were not, as on
 * a disk that is nearly full, and where nobody has brought a message that could be stored. Safe for
 * any thread.
 */
public final class DatabaseTrouble {

  private static final Logger log = LoggerFactory.getLogger(DatabaseTrouble.class);

  // One may be an accident.
  private static final int SEVERAL = 3;

  private static final long CALM = TimeUnit.SECONDS.toNanos(10);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  // Whoever is told that this node is not ready may send nothing more, and nothing would be
  // learned.
  private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanoTime;

  // Read by all that is stored; the others are used with the lock held.
  private volatile boolean seen;
  private boolean lasts;
  private boolean workedSince;
  private boolean comesAndGoes;
  private int refusedInARow;
  private long failures;
  private long refused;
  private String reason = "";
  private boolean saidByDatabase;
  private long lastFailure;
  private long lastRefusal;
  private long lastLine;
  private boolean wasBefore;
  private long over;

  public DatabaseTrouble() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime a clock that only goes forward
   */
  public DatabaseTrouble(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Does something that stores, and takes note where that cannot be because of the database.
   *
   * @param failed the one of this class's methods that takes note of it
   * @throws StoreUnavailableException as the work does
   */
  public <T> T noting(
      Supplier<T> work, BiConsumer<DatabaseTrouble, StoreUnavailableException> failed) {
    try {
      return work.get();
    } catch (StoreUnavailableException e) {
      failed.accept(this, e);
      throw e;
    }
  }

  /** What this node stores of itself could not be. */
  public synchronized void isAway(StoreUnavailableException why) {
    failed(why);
    tell(true, because -> log.error("{}", because));
  }

  /** What is not known to anybody else could not be stored now, and is put off until it can be. */
  public synchronized void putOff(StoreUnavailableException why) {
    failed(why);
    tell(true, because -> log.warn("put off until the database is back: {}", because));
  }

  /** A message that is kept could not be routed or sent because of the database, and waits. */
  public synchronized void waits(StoreUnavailableException why) {
    failed(why);
    tell(
        failures >= SEVERAL,
        because -> log.warn("messages wait until the database is back: {}", because));
  }

  /** A message was refused because of the database. */
  public synchronized void refused(StoreUnavailableException why) {
    failed(why);
    lastRefusal = lastFailure;
    refusedInARow++;
    tellRefused("messages");
  }

  /** A delivery report was refused because of the database, which says nothing of messages. */
  public synchronized void refusedReport(StoreUnavailableException why) {
    failed(why);
    tellRefused("delivery reports");
  }

  /** What this node stores of itself was stored. */
  public void isThere() {
    if (seen) {
      worked(false);
    }
  }

  /** A message was stored. */
  public void stored() {
    if (seen) {
      worked(true);
    }
  }

  /**
   * Returns why messages are refused: several were, none was stored since, and the last is not long
   * ago. Empty where that is not so. One line for people, without secrets.
   */
  public synchronized Optional<String> refusing() {
    boolean refuses = refusedInARow >= SEVERAL && nanoTime.getAsLong() - lastRefusal < REMEMBERED;
    return refuses ? Optional.of(reason) : Optional.empty();
  }

  private void failed(StoreUnavailableException why) {
    long now = nanoTime.getAsLong();
    if (seen && !lasts && now - lastFailure >= MINUTE) {
      forget();
    }
    seen = true;
    failures++;
    comesAndGoes |= lasts && workedSince;
    workedSince = false;
    lastFailure = now;
    takeReason(why);
  }

  // What was not tried, since something else is to be stored first, has no cause: it does not know
  // what the database has said.
  private void takeReason(StoreUnavailableException why) {
    boolean said = why.getCause() != null;
    if (said || !saidByDatabase) {
      reason = new Masked(String.valueOf(why.getMessage())).text();
      saidByDatabase = said;
    }
  }

  private void tellRefused(String what) {
    refused++;
    tell(
        failures >= SEVERAL,
        because -> log.warn("{} are refused because of the database: {}", what, because));
  }

  private void tell(boolean enough, Consumer<String> first) {
    if (!lasts && enough) {
      lasts = true;
      comesAndGoes = wasBefore && lastFailure - over < MINUTE;
      lastLine = lastFailure;
      first.accept(reason);
    } else if (lasts && lastFailure - lastLine >= MINUTE) {
      lastLine = lastFailure;
      log.error(
          "the database still does not store all, and {} messages and reports were refused: {}",
          refused,
          reason);
    }
  }

  private synchronized void worked(boolean message) {
    workedSince = true;
    if (message) {
      refusedInARow = 0;
    }
    long now = nanoTime.getAsLong();
    if (now - lastFailure >= calm()) {
      if (lasts) {
        wasBefore = true;
        over = now;
        log.info("the database is back; {} messages and reports were refused", refused);
      }
      forget();
    }
  }

  private long calm() {
    return lasts && !comesAndGoes && refusedInARow == 0 ? CALM : MINUTE;
  }

  private void forget() {
    seen = false;
    lasts = false;
    comesAndGoes = false;
    refusedInARow = 0;
    failures = 0;
    refused = 0;
    saidByDatabase = false;
  }
}
