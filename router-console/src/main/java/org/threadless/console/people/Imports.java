package org.threadless.console.people;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.console.call.Moment;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.engine.people.ImportListener;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.people.PeopleException;

/**
 * Stores tables of people in the background, one at a time on this node, and tells how far it is. A
 * table that a stop of the router cuts off is stored as far as it was. Safe for any thread.
 */
@Singleton
public final class Imports {

  private static final Logger log = LoggerFactory.getLogger(Imports.class);

  private static final int MOST_TOLD = 100;

  private One last;

  /** Returns how it is with the one that runs, or ran last; empty where there was none. */
  synchronized Optional<RunningImport> last() {
    return Optional.ofNullable(last).map(One::now);
  }

  /**
   * Begins to store a table, and returns whether it does: another one may be in progress.
   *
   * @param by who wants it
   * @param ended is told how many people are stored, where it has come to its end
   */
  synchronized boolean begin(
      String by, String table, Instant now, ContactImport rows, Consumer<Imported> ended) {
    if (last != null && !last.now().isOver()) {
      return false;
    }
    One begun = new One(by, Moment.of(now), Math.max(0, table.lines().count() - 1));
    last = begun;
    Thread thread = new Thread(() -> run(begun, table, rows, ended), "import-of-people");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private static void run(One one, String table, ContactImport rows, Consumer<Imported> ended) {
    try {
      Imported all = rows.read(new StringReader(table), one);
      ended.accept(all);
      one.end("");
    } catch (PeopleException e) {
      one.end("The table cannot be read: " + e.getMessage());
    } catch (StoreUnavailableException e) {
      log.warn("an import of people has ended before its end: the database cannot be used now");
      one.end("The database cannot be used now. Import the table again when it is back.");
    } catch (IOException e) {
      throw new UncheckedIOException("a table in memory cannot be read", e);
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error("an import of people has failed", Tellable.of(e));
      one.end("That is a fault of the router, and its log says more.");
    }
  }

  /** One table. */
  private static final class One implements ImportListener {

    private final String by;
    private final Moment begun;
    private final long rows;
    private final List<ImportPage.Refusal> problems = new ArrayList<>();
    private Imported soFar = new Imported(0, 0, 0);
    private String problem = "";
    private boolean isOver;

    One(String by, Moment begun, long rows) {
      this.by = by;
      this.begun = begun;
      this.rows = rows;
    }

    @Override
    public synchronized void refused(long line, String why) {
      if (problems.size() < MOST_TOLD) {
        problems.add(new ImportPage.Refusal(line, why));
      }
    }

    @Override
    public synchronized void stored(Imported all) {
      soFar = all;
    }

    synchronized void end(String why) {
      problem = why;
      isOver = true;
    }

    synchronized RunningImport now() {
      return new RunningImport(
          by,
          begun,
          rows,
          soFar.added(),
          soFar.changed(),
          soFar.refused(),
          problems,
          problem,
          isOver);
    }
  }
}
